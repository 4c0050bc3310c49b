package course.cli.grade.permit;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attribute;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.AnnotationDefaultAttribute;
import java.lang.classfile.attribute.ExceptionsAttribute;
import java.lang.classfile.attribute.RecordAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleParameterAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleTypeAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleParameterAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.DynamicConstantPoolEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Finds all that a class file uses. */
final class Uses {
    private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L([^;<]+);");

    private final Consumer<Use> found;
    private final Set<DynamicConstantPoolEntry> seen = new HashSet<>();
    private String method = "";
    private int line;

    private Uses(Consumer<Use> found) {
        this.found = found;
    }

    static void of(ClassModel model, Consumer<Use> found) {
        new Uses(found).classFile(model);
    }

    private void classFile(ClassModel model) {
        model.superclass().ifPresent(this::type);
        model.interfaces().forEach(this::type);
        attributes(model);
        for (var field : model.fields()) {
            descriptor(field.fieldType().stringValue());
            attributes(field);
        }
        model.methods().forEach(this::method);
    }

    private void method(MethodModel model) {
        method = model.methodName().stringValue();
        line = model.code().map(Uses::firstLine).orElse(0);
        descriptor(model.methodType().stringValue());
        attributes(model);
        model.code().ifPresent(this::code);
        method = "";
        line = 0;
    }

    private static int firstLine(CodeModel code) {
        for (var element : code) {
            if (element instanceof LineNumber number) {
                return number.line();
            }
        }
        return 0;
    }

    private void code(CodeModel code) {
        attributes(code);
        for (var element : code) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case InvokeInstruction call -> member(call.method(), false);
                case FieldInstruction access -> member(access.field(), false);
                case NewObjectInstruction creation -> type(creation.className());
                case NewReferenceArrayInstruction creation -> type(creation.componentType());
                case NewMultiArrayInstruction creation -> type(creation.arrayType());
                case TypeCheckInstruction check -> type(check.type());
                case ExceptionCatch handler -> handler.catchType().ifPresent(this::type);
                case LoadConstantInstruction load -> constant(load.constantEntry());
                case InvokeDynamicInstruction call -> dynamic(call.invokedynamic());
                default -> {}
            }
        }
    }

    private void constant(LoadableConstantEntry entry) {
        switch (entry) {
            case ClassEntry type -> type(type);
            case MethodHandleEntry handle -> member(handle.reference(), false);
            case MethodTypeEntry type -> descriptor(type.descriptor().stringValue());
            case DynamicConstantPoolEntry dynamic -> dynamic(dynamic);
            default -> {}
        }
    }

    private void dynamic(DynamicConstantPoolEntry entry) {
        descriptor(entry.type().stringValue());
        if (seen.add(entry)) {
            member(entry.bootstrap().bootstrapMethod().reference(), true);
            entry.bootstrap().arguments().forEach(this::constant);
            seen.remove(entry);
        }
    }

    private void member(MemberRefEntry entry, boolean asBootstrap) {
        var named = Hierarchy.name(entry.owner());
        // what an array has, it has from Object
        var owner = named.startsWith("[") ? "java.lang.Object" : named;
        var member = new Member(owner, entry.name().stringValue(), entry.type().stringValue());
        if (asBootstrap) {
            found.accept(new Use(method, line, owner, Optional.of(member), true));
            return;
        }
        type(named);
        found.accept(new Use(method, line, owner, Optional.of(member), false));
        descriptor(member.descriptor());
    }

    private void type(ClassEntry entry) {
        type(Hierarchy.name(entry));
    }

    private void type(String name) {
        found.accept(new Use(method, line, component(name), Optional.empty(), false));
    }

    /** Of an array, the class of which it has elements; a primitive one has no dot. */
    private static String component(String name) {
        if (!name.startsWith("[")) {
            return name;
        }
        var element = name.replaceFirst("\\[+", "");
        return element.startsWith("L")
                ? element.substring(1, element.length() - 1)
                : "java.lang.Object";
    }

    private void descriptor(String descriptor) {
        CLASS_IN_DESCRIPTOR
                .matcher(descriptor)
                .results()
                .forEach(result -> type(result.group(1).replace('/', '.')));
    }

    private void attributes(AttributedElement element) {
        for (var attribute : element.attributes()) {
            attribute(attribute);
        }
    }

    private void attribute(Attribute<?> attribute) {
        switch (attribute) {
            case ExceptionsAttribute thrown -> thrown.exceptions().forEach(this::type);
            case RecordAttribute record ->
                    record.components()
                            .forEach(component -> {
                                descriptor(component.descriptor().stringValue());
                                attributes(component);
                            });
            case RuntimeVisibleAnnotationsAttribute all ->
                    all.annotations().forEach(this::annotation);
            case RuntimeInvisibleAnnotationsAttribute all ->
                    all.annotations().forEach(this::annotation);
            case RuntimeVisibleTypeAnnotationsAttribute all ->
                    all.annotations().forEach(one -> annotation(one.annotation()));
            case RuntimeInvisibleTypeAnnotationsAttribute all ->
                    all.annotations().forEach(one -> annotation(one.annotation()));
            case RuntimeVisibleParameterAnnotationsAttribute all ->
                    all.parameterAnnotations().forEach(one -> one.forEach(this::annotation));
            case RuntimeInvisibleParameterAnnotationsAttribute all ->
                    all.parameterAnnotations().forEach(one -> one.forEach(this::annotation));
            case AnnotationDefaultAttribute value -> annotationValue(value.defaultValue());
            default -> {}
        }
    }

    private void annotation(Annotation annotation) {
        descriptor(annotation.className().stringValue());
        annotation.elements().stream().map(AnnotationElement::value).forEach(this::annotationValue);
    }

    private void annotationValue(AnnotationValue value) {
        switch (value) {
            case AnnotationValue.OfAnnotation nested -> annotation(nested.annotation());
            case AnnotationValue.OfArray array -> array.values().forEach(this::annotationValue);
            case AnnotationValue.OfClass type -> descriptor(type.className().stringValue());
            case AnnotationValue.OfEnum constant -> descriptor(constant.className().stringValue());
            default -> {}
        }
    }
}
