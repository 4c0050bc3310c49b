package course.kit.hint;

import java.util.Map;

/**
 * The hints for one TODO.
 *
 * @param todo such as {@code 5.2.1}
 * @param rungs a text for each, in Markdown
 */
public record HintLadder(String todo, Map<Rung, String> rungs) {

    public String text(Rung rung) {
        return rungs.get(rung);
    }
}
