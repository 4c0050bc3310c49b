package course.kit.proof;

/** The kit's own code. */
class KitLocaleTest extends LocaleProof {}
