package course.coroutine.jobs;

import course.coroutine.worker.Job;

/**
 * Does what the item says: fail, exit (at once, or after some turns), print, or nothing special.
 */
public final class Moody implements Job {
    @Override
    public String run(String item, Turn turn) throws Exception {
        return switch (item) {
            case "fail" -> throw new java.io.IOException("no such baozi");
            case "overflow" -> throw new StackOverflowError("too many baozi");
            case "fail silently" -> throw new IllegalStateException();
            case "exit" -> exit(0);
            case "exit later" -> {
                for (int turns = 0; turns < 3; turns++) {
                    turn.pass();
                }
                yield exit(7);
            }
            case "print" -> {
                System.out.println("[a job prints]");
                yield "printed";
            }
            case "null" -> null;
            default -> "did " + item;
        };
    }

    private static String exit(int status) {
        System.exit(status);
        return "unreachable";
    }
}
