package course.cli.grade.permit;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who inherits from whom, and so in which class a member is that another one is asked for. */
record Hierarchy(Known known, Map<String, ClassModel> answer) {

    /**
     * The classes in which the member is looked for, from the one that is named to the one that
     * declares it; empty if there is no such member.
     */
    List<String> pathTo(Member member) {
        var path = new ArrayList<String>();
        return climb(member.owner(), member, path, new HashSet<>()) ? path : List.of();
    }

    private boolean climb(String className, Member member, List<String> path, Set<String> seen) {
        var model = find(className);
        if (model.isEmpty() || !seen.add(className)) {
            return false;
        }
        path.add(className);
        if (declares(model.get(), member)) {
            return true;
        }
        for (var above : parentsOf(model.get())) {
            if (climb(above, member, path, seen)) {
                return true;
            }
        }
        path.removeLast();
        return false;
    }

    /** The superclass first; an interface has the methods of {@code Object}, too. */
    static List<String> parentsOf(ClassModel model) {
        var parents = new ArrayList<String>();
        model.superclass().map(Hierarchy::name).ifPresent(parents::add);
        model.interfaces().stream().map(Hierarchy::name).forEach(parents::add);
        return parents;
    }

    boolean isPublic(String className) {
        return find(className).filter(model -> model.flags().has(AccessFlag.PUBLIC)).isPresent();
    }

    static String name(ClassEntry entry) {
        return entry.asInternalName().replace('/', '.');
    }

    private Optional<ClassModel> find(String className) {
        var own = answer.get(className);
        return own == null ? known.find(className) : Optional.of(own);
    }

    private static boolean declares(ClassModel model, Member member) {
        return member.isMethod()
                ? model.methods().stream()
                        .anyMatch(method ->
                                method.methodName().equalsString(member.name())
                                        && (method.methodType().equalsString(member.descriptor())
                                                || isOfAnyShape(model, member)))
                : model.fields().stream()
                        .anyMatch(field ->
                                field.fieldName().equalsString(member.name())
                                        && field.fieldType().equalsString(member.descriptor()));
    }

    /** Such a method takes what it is given: the compiler writes each call's own descriptor. */
    private static boolean isOfAnyShape(ClassModel model, Member member) {
        var name = name(model.thisClass());
        return name.equals("java.lang.invoke.VarHandle")
                || name.equals("java.lang.invoke.MethodHandle");
    }
}
