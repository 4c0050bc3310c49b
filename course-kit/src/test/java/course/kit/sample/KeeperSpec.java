package course.kit.sample;

import course.kit.Example;
import course.kit.Exercise;

import org.junit.jupiter.api.Test;

/** Opens lines for a candidate, and closes them in the end. */
@Exercise(id = "0.5", title = "Keeper", section = "none")
public class KeeperSpec {
    private final Keeper keeper;

    KeeperSpec(Keeper keeper) {
        this.keeper = keeper;
    }

    @Test
    void itKeepsALine() {
        var example = Example.current();
        keeper.keepsOne(() -> example.closesAtEnd(new Keeper.Line()));
    }
}
