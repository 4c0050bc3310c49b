package course.kit.sample;

public interface Vain {
    boolean answers();

    final class Silent implements Vain {
        @Override
        public boolean answers() {
            return false;
        }
    }
}
