package course.select.mistakes;

import course.kit.Mistake;

import java.nio.ByteBuffer;

/**
 * Saves an array: answers of the same length are read into the one of the answer before. What the
 * log has kept to write it later is the last answer, again and again.
 */
@Mistake(
        killedBy = "anAnswerThatTheLogHasKeptStaysAsItWas",
        saying = "the arrays that received() was given")
final class MultiPartClientThatReusesItsArray extends PlainMultiPartClient {
    private ByteBuffer answer = ByteBuffer.allocate(0);

    @Override
    ByteBuffer room(int length) {
        if (answer.capacity() != length) {
            answer = super.room(length);
        }
        return answer.clear();
    }
}
