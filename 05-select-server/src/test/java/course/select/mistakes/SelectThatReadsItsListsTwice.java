package course.select.mistakes;

import course.kit.Mistake;

/**
 * Looks into its caller's lists again after the wait. When another thread takes a connection out
 * meanwhile, its bytes wake the loop, and nobody is told of them.
 */
@Mistake(
        killedBy = "whatBecomesOfTheCollectionsMeanwhileChangesNothing",
        saying = "the collection was emptied during the wait")
final class SelectThatReadsItsListsTwice extends PlainSelect {}
