package course.greenlet.demo;

import course.greenlet.Greenlet;
import course.greenlet.Greenlets;
import course.greenlet.reference.ReferenceGreenlets;

/** The tutorial's program: two functions that switch to each other. */
public final class GreenletDemo {
    private static Greenlet gr1;
    private static Greenlet gr2;

    private static void test1() {
        System.out.println(12);
        gr2.switchTo();
        System.out.println(34);
        gr2.switchTo();
    }

    private static void test2() {
        System.out.println(56);
        gr1.switchTo();
        System.out.println(78);
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println("usage: GreenletDemo");
            System.exit(2);
        }
        Greenlets greenlets = new ReferenceGreenlets();
        gr1 = greenlets.create(Greenlets.Body.of(GreenletDemo::test1));
        gr2 = greenlets.create(Greenlets.Body.of(GreenletDemo::test2));
        gr1.switchTo();
    }
}
