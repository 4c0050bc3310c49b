package course.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** As python3 prints the same values. */
class PythonTest {

    @Test
    void bytesAreWrittenAsALiteral() {
        assertThat(bytes("Hello World!")).isEqualTo("b'Hello World!'");
        assertThat(bytes("a\tb\r\n\\\0é")).isEqualTo("b'a\\tb\\r\\n\\\\\\x00\\xc3\\xa9'");
    }

    @Test
    void aQuoteChangesTheQuotesAroundIt() {
        assertThat(bytes("it's")).isEqualTo("b\"it's\"");
        assertThat(bytes("\"it's\"")).isEqualTo("b'\"it\\'s\"'");
    }

    @Test
    void anAddressIsAPair() {
        assertThat(Python.address(new InetSocketAddress("127.0.0.1", 52110)))
                .isEqualTo("('127.0.0.1', 52110)");
    }

    private static String bytes(String text) {
        return Python.bytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
