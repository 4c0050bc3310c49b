/**
 * One example while it runs: its thread, its deadline, what it has opened, what goes wrong beside
 * it, what it leaves behind. {@link course.kit.example.ExampleExtension} is where JUnit comes in;
 * {@link course.kit.example.RunningExample} joins the parts. {@link course.kit.example.CurrentRun}
 * is all that one example knows of another.
 */
package course.kit.example;
