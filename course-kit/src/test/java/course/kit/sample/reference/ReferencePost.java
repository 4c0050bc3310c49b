package course.kit.sample.reference;

import course.kit.sample.Post;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

final class ReferencePost implements Post {
    @Override
    public void send(String word) {
        check(word);
    }

    @Override
    public void sendLater(Runnable sending) {
        sending.run();
    }

    /** Throws what another thread has thrown. */
    @Override
    public void sendElsewhere(String word) throws Exception {
        try {
            CompletableFuture.runAsync(() -> check(word)).get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static void check(String word) {
        if (word.isEmpty()) {
            throw new IllegalArgumentException("no word");
        }
    }
}
