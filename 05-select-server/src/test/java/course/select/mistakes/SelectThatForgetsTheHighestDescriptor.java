package course.select.mistakes;

import course.kit.Mistake;

/**
 * {@code nfds} is not the highest descriptor but one more: the kernel looks at the numbers below
 * it. In real life everybody is served except the client that came last, until another one comes.
 */
@Mistake(killedBy = "theHighestDescriptorIsWatchedToo", saying = "highest descriptor")
final class SelectThatForgetsTheHighestDescriptor extends PlainSelect {
    @Override
    int nfds(int highest) {
        return Math.max(0, highest);
    }
}
