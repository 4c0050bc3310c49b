package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.nio.charset.StandardCharsets;

/**
 * The bytes are decoded in another character set than they were encoded in. In real life: all is
 * well as long as all speak English.
 */
@Mistake(killedBy = "textIsReceivedAsUtf8", saying = "grüße")
final class HelloQueueThatDecodesAsLatin1 extends PlainHelloQueue {

    @Override
    String decode(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }
}
