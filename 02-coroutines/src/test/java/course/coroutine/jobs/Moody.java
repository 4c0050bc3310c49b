package course.coroutine.jobs;

import course.coroutine.worker.Job;

/** Does what the item says: fail, exit, print, or nothing special. */
public final class Moody implements Job {
    @Override
    public String run(String item, Turn turn) throws Exception {
        return switch (item) {
            case "fail" -> throw new java.io.IOException("no such baozi");
            case "overflow" -> throw new StackOverflowError("too many baozi");
            case "exit" -> {
                System.exit(0);
                yield "unreachable";
            }
            case "print" -> {
                System.out.println("[a job prints]");
                yield "printed";
            }
            case "null" -> null;
            default -> "did " + item;
        };
    }
}
