package course.kit.proof;

/** The kit's own sources. */
class KitFormatTest extends FormatProof {}
