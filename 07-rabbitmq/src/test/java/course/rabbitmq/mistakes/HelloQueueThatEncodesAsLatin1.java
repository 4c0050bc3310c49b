package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.nio.charset.StandardCharsets;

/**
 * The text is encoded in the character set that was the default for long. In real life: question
 * marks where there were Chinese characters.
 */
@Mistake(killedBy = "textIsSentAsUtf8", saying = "grüße")
final class HelloQueueThatEncodesAsLatin1 extends PlainHelloQueue {

    @Override
    byte[] encode(String message) {
        return message.getBytes(StandardCharsets.ISO_8859_1);
    }
}
