package course.select.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

class FdSetTest {

    private final FdSet set = new FdSet();

    @Test
    void isEmptyAtFirst() {
        assertThat(members(set)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 63, 64, 511, 1023})
    void containsWhatWasAddedAndNothingElse(int fd) {
        set.add(fd);

        assertThat(members(set)).containsExactly(fd);
    }

    @Test
    void removesOneAndKeepsItsNeighbours() {
        IntStream.range(60, 70).forEach(set::add);

        set.remove(64);

        assertThat(members(set)).containsExactly(60, 61, 62, 63, 65, 66, 67, 68, 69);
    }

    @Test
    void clears() {
        IntStream.range(0, FdSet.CAPACITY).forEach(set::add);

        set.clear();

        assertThat(members(set)).isEmpty();
    }

    @Test
    void copiesAnotherSet() {
        var other = new FdSet();
        other.add(3);
        other.add(1000);
        set.add(5);

        set.copyFrom(other);
        other.clear();

        assertThat(members(set)).containsExactly(3, 1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void refusesADescriptorThatDoesNotFit(int fd) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.add(fd))
                .withMessageContaining("descriptor " + fd + " ")
                .withMessageContaining("0..1023");
        assertThatIllegalArgumentException().isThrownBy(() -> set.contains(fd));
        assertThatIllegalArgumentException().isThrownBy(() -> set.remove(fd));
    }

    private static int[] members(FdSet set) {
        return IntStream.range(0, FdSet.CAPACITY).filter(set::contains).toArray();
    }
}
