package course.kit.sample;

/** What the answers of {@link Mail} are given. */
public interface Post {
    void send(String word);

    void sendLater(Runnable sending);

    void sendElsewhere(String word) throws Exception;
}
