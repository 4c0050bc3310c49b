package course.cli.grade.permit;

/**
 * A method or a field as it is named where it is used.
 *
 * @param owner the class that is named with it, which may have inherited it
 * @param descriptor as in a class file
 */
record Member(String owner, String name, String descriptor) {

    boolean isMethod() {
        return descriptor.startsWith("(");
    }

    boolean isMeantBy(String text) {
        return text.equals(name) || text.contains("(") && (name + descriptor).startsWith(text);
    }

    Member in(String declaring) {
        return new Member(declaring, name, descriptor);
    }

    /** Such as {@code java.lang.Thread.sleep}. */
    @Override
    public String toString() {
        return name.equals("<init>")
                ? "a constructor of " + owner.replace('$', '.')
                : owner.replace('$', '.') + "." + name;
    }
}
