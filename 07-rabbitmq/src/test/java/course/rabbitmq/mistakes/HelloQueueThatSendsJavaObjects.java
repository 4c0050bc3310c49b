package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The string is serialized, since it is an object. In real life: Java talks to Java, and the
 * colleague with the Python program sees seven strange bytes before every text.
 */
@Mistake(killedBy = "textIsSentAsUtf8", saying = "grüße")
final class HelloQueueThatSendsJavaObjects extends PlainHelloQueue {

    @Override
    byte[] encode(String message) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(message);
        }
        return bytes.toByteArray();
    }

    @Override
    String decode(byte[] body) {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(body))) {
            return (String) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
