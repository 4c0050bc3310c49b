package course.cli.screen;

import course.cli.progress.State;
import course.cli.watch.View;
import course.cli.words.Words;
import course.cli.workspace.Exercise;

import org.jline.utils.AttributedString;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** All exercises, to choose one. */
final class ListOverlay implements Overlay {
    private final List<Exercise> all;
    private final Consumer<Exercise> whenChosen;
    private int chosen;

    ListOverlay(List<Exercise> all, Exercise at, Consumer<Exercise> whenChosen) {
        this.all = all;
        this.whenChosen = whenChosen;
        chosen = all.indexOf(at);
    }

    @Override
    public String title() {
        return Words.text("overlay.list");
    }

    @Override
    public List<AttributedString> body(View view, Painter painter, int width) {
        return all.stream()
                .map(one ->
                        painter.entry(
                                view,
                                one,
                                words(view.states().get(one.id())),
                                one.equals(all.get(chosen))))
                .toList();
    }

    private static String words(State state) {
        return Words.text("state." + state.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public int line() {
        return chosen;
    }

    @Override
    public boolean takes(Key key) {
        switch (key) {
            case UP, PREVIOUS -> move(-1);
            case DOWN, NEXT -> move(1);
            case PAGE_UP -> move(-10);
            case PAGE_DOWN -> move(10);
            case TOP -> move(-all.size());
            case BOTTOM -> move(all.size());
            case ENTER -> whenChosen.accept(all.get(chosen));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void move(int by) {
        chosen = Math.clamp(chosen + by, 0, all.size() - 1);
    }

    @Override
    public String keys() {
        return Words.text("overlay.list.keys");
    }
}
