package course.selectors.mistakes;

import course.kit.Mistake;

/**
 * Relies on the kernel to forget a channel that was closed. The kernel keeps it while a child
 * process has a copy of its descriptor: the loop finds nothing to do, and uses a whole core until
 * the child ends.
 */
@Mistake(
        killedBy = "aCopyOfItsDescriptorEndsNoWait",
        saying = "while a copy of its descriptor lives")
final class BackendsThatForgetThatDescriptorsAreCopied extends PlainBackends {
    BackendsThatForgetThatDescriptorsAreCopied(Availability available) {
        super(available);
    }
}
