package course.broker;

/** A user's name and password. Its text does not show the password. */
public record Credentials(String name, String password) {
    public static final Credentials GUEST = new Credentials("guest", "guest");

    @Override
    public String toString() {
        return name;
    }
}
