package course.select.mistakes;

import course.kit.Mistake;

/**
 * Keeps its sets in fields, to spare their allocation, and two threads write into them at once.
 * Each of two servers in one process works alone; together they lose clients now and then, and
 * nobody can make it happen again.
 */
@Mistake(
        killedBy = "threadsThatSelectAtOnceDoNotDisturbEachOther",
        saying = "while another thread was selecting")
final class SelectThatSharesItsSets extends PlainSelect {
    private final Sets shared = new Sets();

    @Override
    Sets sets() {
        return shared;
    }
}
