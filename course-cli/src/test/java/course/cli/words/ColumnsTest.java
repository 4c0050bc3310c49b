package course.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

    @ParameterizedTest
    @CsvSource({"text, 4", "练习, 4", "TODO 3：练习。, 14", "…, 1", "'', 0"})
    void aChineseCharacterTakesTwo(String text, int columns) {
        assertThat(Columns.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({"text, 'text    '", "练习, '练习    '", "系统调用！, 系统调用！"})
    void whatIsPaddedEndsAtTheSameColumn(String text, String padded) {
        assertThat(Columns.padded(text, 8)).isEqualTo(padded);
    }
}
