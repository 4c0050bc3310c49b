package course.gevent.demo;

/** What was typed after the name of a demo. */
final class Arguments {
    private Arguments() {}

    /** A port at this place, 8001 if there is none; no more than so many arguments. */
    static int port(String[] arguments, int place, int most, String usage) {
        var port = arguments.length > most ? -1 : number(arguments, place, 8001, usage);
        if (port < 0 || port > 0xffff) {
            end(2, usage);
        }
        return port;
    }

    /** A number at this place, not negative. */
    static int number(String[] arguments, int place, int otherwise, String usage) {
        try {
            var number = arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the usage tells
        }
        end(2, usage);
        return -1;
    }

    static void end(int status, String why) {
        System.err.println(why);
        System.exit(status);
    }
}
