package course.kit.proof;

import java.nio.file.Path;

/**
 * The sources of {@code course-picture}, which the kit stands on and which cannot look at itself.
 */
class PictureFormatTest extends FormatProof {

    @Override
    Path folder() {
        return Path.of("../course-picture/src");
    }
}
