package course.cli.grade.permit;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.lang.runtime.ObjectMethods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads an answer's class files, and tells what in them it may not have. */
public final class Reading {
    /** By which the compiler has the JVM make lambdas, texts, records and switches. */
    private static final Set<String> BOOTSTRAPS =
            Set.of(
                    "java.lang.invoke.LambdaMetafactory.metafactory",
                    "java.lang.invoke.LambdaMetafactory.altMetafactory",
                    "java.lang.invoke.StringConcatFactory.makeConcatWithConstants",
                    "java.lang.invoke.ConstantBootstraps.invoke",
                    "java.lang.runtime.ObjectMethods.bootstrap",
                    "java.lang.runtime.SwitchBootstraps.typeSwitch",
                    "java.lang.runtime.SwitchBootstraps.enumSwitch");

    private final Permits permits;
    private final String packageName;
    private final Map<String, ClassModel> answer = new TreeMap<>();
    private final Hierarchy hierarchy;
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, Boolean> classesMet = new HashMap<>();
    private final Map<Member, Boolean> membersMet = new HashMap<>();

    private Reading(Map<String, byte[]> classes, String packageName, Permits permits) {
        this.permits = permits;
        this.packageName = packageName;
        classes.forEach((name, bytes) -> answer.put(name, ClassFile.of().parse(bytes)));
        hierarchy = permits.known().with(answer);
    }

    /**
     * @param classes of the answer, by their names
     * @param packageName in which all of them have to be
     * @return nothing for an answer that may be run
     */
    public static List<Refusal> of(
            Map<String, byte[]> classes, String packageName, Permits permits) {
        var reading = new Reading(classes, packageName, permits);
        reading.answer.values().forEach(reading::read);
        return List.copyOf(reading.refusals);
    }

    private void read(ClassModel model) {
        var name = Hierarchy.name(model.thisClass());
        if (!packageOf(name).equals(packageName)) {
            refuse(model, "", 0, "is in package " + packageOf(name), Reasons.OTHER_PACKAGE);
            return;
        }
        model.methods().forEach(method -> shape(model, method));
        Uses.of(
                model,
                use -> {
                    if (use.asBootstrap()) {
                        bootstrap(model, use);
                    } else {
                        check(model, use);
                    }
                });
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    private void shape(ClassModel model, MethodModel method) {
        var name = method.methodName().stringValue();
        var type = method.methodType().stringValue();
        if (method.flags().has(AccessFlag.NATIVE)) {
            refuse(model, name, 0, "is native", Reasons.NATIVE);
        } else if (name.equals("finalize") && type.equals("()V")) {
            refuse(model, name, lineOf(method), "is a finalizer", Reasons.FINALIZER);
        } else if (name.equals("equals")
                && type.equals("(Ljava/lang/Object;)Z")
                && !isOfRecord(method)) {
            refuse(model, name, lineOf(method), "says what is equal", Reasons.EQUALS);
        }
    }

    /** What the compiler makes for a record asks the JVM. */
    private static boolean isOfRecord(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(element ->
                        element instanceof InvokeDynamicInstruction call
                                && call.bootstrapMethod()
                                        .owner()
                                        .equals(ObjectMethods.class.describeConstable().get()));
    }

    private void bootstrap(ClassModel model, Use use) {
        var member = use.member().orElseThrow();
        if (!BOOTSTRAPS.contains(member.toString())) {
            refuse(model, use.method(), use.line(), "uses " + member, Reasons.of(member.owner()));
        }
    }

    private void check(ClassModel model, Use use) {
        if (!classesMet.computeIfAbsent(use.className(), this::mayUseClass)) {
            var what = use.member().map(Member::toString).orElse(use.className().replace('$', '.'));
            refuse(model, use.method(), use.line(), "uses " + what, Reasons.of(use.className()));
        } else if (use.member().isPresent()
                && !membersMet.computeIfAbsent(use.member().get(), this::mayUseMember)) {
            var member = use.member().get();
            refuse(model, use.method(), use.line(), "uses " + member, Reasons.of(member));
        }
    }

    private boolean isOwn(String className) {
        return answer.containsKey(className);
    }

    /**
     * Each class that it may be inherited from has a say, and the one that declares it must agree.
     */
    private boolean mayUseMember(Member member) {
        var path = hierarchy.pathTo(member);
        if (path.isEmpty()) {
            return false;
        }
        var others = path.stream().filter(name -> !isOwn(name)).toList();
        if (isOwn(path.getLast())) {
            return true;
        }
        return others.stream().noneMatch(name -> permits.refusesMember(member.in(name)))
                && permits.permitsMember(member.in(others.getFirst()))
                && (permits.permitsMember(member.in(path.getLast()))
                        || !hierarchy.isPublic(path.getLast()));
    }

    private boolean mayUseClass(String className) {
        return isOwn(className) || permits.permitsClass(className);
    }

    private static int lineOf(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .filter(LineNumber.class::isInstance)
                .mapToInt(number -> ((LineNumber) number).line())
                .findFirst()
                .orElse(0);
    }

    private void refuse(ClassModel model, String method, int line, String what, String rule) {
        var name = Hierarchy.name(model.thisClass());
        var file =
                model.findAttribute(Attributes.sourceFile())
                        .map(source -> source.sourceFile().stringValue())
                        .orElse(name);
        add(new Refusal(name, method, file, line, what, rule));
    }

    /** One for each line and reason: of a class and a member of it, the member. */
    private void add(Refusal refusal) {
        var before = refusals.isEmpty() ? null : refusals.getLast();
        if (before != null && before.isOfThePlaceOf(refusal)) {
            if (refusal.what().startsWith(before.what())) {
                refusals.set(refusals.size() - 1, refusal);
            }
        } else {
            refusals.add(refusal);
        }
    }
}
