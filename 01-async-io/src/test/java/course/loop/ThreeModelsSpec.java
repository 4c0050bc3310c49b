package course.loop;

import course.kit.Background;
import course.kit.Exercise;

import org.junit.jupiter.api.Nested;

@Exercise(id = "1.4", title = "ThreeModels", section = "看图说话讲事件驱动模型")
class ThreeModelsSpec {

    @Nested
    class Picture extends ThreeModelsPicture {
        Picture(ThreeModels models, Background background) {
            super(models, background);
        }
    }

    @Nested
    class Forms extends ThreeModelsForms {
        Forms(ThreeModels models, Background background) {
            super(models, background);
        }
    }

    @Nested
    class Trouble extends ThreeModelsTrouble {
        Trouble(ThreeModels models, Background background) {
            super(models, background);
        }
    }
}
