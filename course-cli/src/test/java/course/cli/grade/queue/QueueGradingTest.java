package course.cli.grade.queue;

import static course.cli.grade.queue.WorkerProgram.DEADLY;
import static course.cli.grade.queue.WorkerProgram.passed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import course.broker.Broker;
import course.broker.Brokers;
import course.broker.Credentials;
import course.cli.grade.result.GradedSubmission;
import course.kit.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** On the broker that there is; what is killed is a real process. */
@Timeout(180)
class QueueGradingTest {
    private static final Consumer<String> NOBODY = line -> {};
    private static Broker broker;

    /** Another one for each test, and so are the queues. */
    private final String course = UUID.randomUUID().toString();

    private final List<Program> programs = new ArrayList<>();
    private final List<GradeWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() {
        broker = Brokers.start(0);
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    @AfterEach
    void endWorkers() throws InterruptedException {
        workers.forEach(GradeWorker::close);
        for (var thread : threads) {
            thread.join();
        }
        programs.forEach(Program::close);
    }

    @Test
    void resultsComeInTheOrderOfTheSubmissions() throws Exception {
        worker(parcel -> passed(parcel.name()));

        assertThat(graded(parcels("order", 5)))
                .extracting(GradedSubmission::name)
                .containsExactly("order 0", "order 1", "order 2", "order 3", "order 4");
    }

    @Test
    void twoWorkersWorkAtTheSameTime() throws Exception {
        var both = new CyclicBarrier(2);
        for (var i = 0; i < 2; i++) {
            worker(parcel -> {
                both.await();
                return passed(parcel.name());
            });
        }

        assertThat(graded(parcels("both", 6))).hasSize(6);
    }

    @Test
    void whatTheWorkerCanNotJudgeIsAnErrorAndNoScore() throws Exception {
        worker(parcel -> {
            throw new IOException("the disk is full");
        });

        var result = graded(parcels("error", 1)).getFirst();

        assertThat(result.isJudged()).isFalse();
        assertThat(result.defect())
                .hasValueSatisfying(why -> assertThat(why).contains("the disk is full"));
    }

    @Test
    void twoHundredOutliveTheirWorkersAndTheBroker() throws Exception {
        var all = parcels("many", 200);
        var heard = new AtomicInteger();
        for (var i = 0; i < 3; i++) {
            startWorker();
        }
        var results = new ArrayList<GradedSubmission>();

        try (var grading =
                new QueueGrading(
                        uri(),
                        course,
                        all,
                        line -> {
                            if (!line.contains(" of 200")) {
                                return;
                            }
                            switch (heard.incrementAndGet()) {
                                case 30, 130 -> {
                                    programs.removeFirst().close();
                                    startWorker();
                                }
                                case 80 -> restartBroker();
                                default -> {}
                            }
                        })) {
            results.addAll(grading.grade());
            grading.forget();
        }

        assertThat(results).hasSize(200).allMatch(GradedSubmission::isJudged);
        assertThat(results.stream().map(GradedSubmission::name))
                .containsExactlyElementsOf(all.stream().map(Parcel::name).toList());
        assertThat(heard).hasValue(200);
    }

    @Test
    void whatKillsTwoWorkersIsSetAside() throws Exception {
        var all =
                Stream.concat(
                                Stream.of(new Parcel(DEADLY, new byte[] {1})),
                                parcels("beside", 4).stream())
                        .toList();
        var first = startWorker();
        var second = startWorker();
        var third =
                new Thread(() -> {
                    try {
                        first.awaitEnd();
                        second.awaitEnd();
                        startWorker();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        threads.add(third);
        third.start();

        var results = graded(all);

        assertThat(results.getFirst().isJudged()).isFalse();
        assertThat(results.getFirst().defect())
                .contains("it is set aside: 2 workers were lost while they judged it");
        assertThat(results.subList(1, 5)).allMatch(GradedSubmission::isJudged);
    }

    @Test
    void aWorkerThatIsClosedGivesBackWhatItHas() throws Exception {
        var has = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var first =
                worker(parcel -> {
                    has.countDown();
                    closed.await();
                    return passed(parcel.name());
                });
        var lost = new ArrayList<String>();
        var helper =
                new Thread(() -> {
                    try {
                        has.await();
                        first.close();
                        closed.countDown();
                        worker(parcel -> passed(parcel.name()), lost::add);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        threads.add(helper);
        helper.start();

        assertThat(graded(parcels("back", 1))).allMatch(GradedSubmission::isJudged);
        assertThat(lost).noneMatch(line -> line.contains("set aside"));
    }

    @Test
    void aGraderThatIsStartedAgainGoesOnWhereItWas() throws Exception {
        var all = parcels("again", 5);
        worker(parcel -> {
            begun.computeIfAbsent(parcel.name(), name -> new AtomicInteger()).incrementAndGet();
            return passed(parcel.name());
        });
        try (var grading = new QueueGrading(uri(), course, all, NOBODY)) {
            grading.grade(); // and its results are not written
        }

        assertThat(graded(all)).hasSize(5).allMatch(GradedSubmission::isJudged);

        assertThat(begun.values()).extracting(AtomicInteger::get).containsOnly(1).hasSize(5);
    }

    @Test
    void onceTheResultsAreWrittenAllIsJudgedAnew() throws Exception {
        var all = parcels("anew", 2);
        worker(parcel -> {
            begun.computeIfAbsent(parcel.name(), name -> new AtomicInteger()).incrementAndGet();
            return passed(parcel.name());
        });

        graded(all);
        graded(all);

        assertThat(begun.values()).extracting(AtomicInteger::get).containsOnly(2);
    }

    @Test
    void whatNobodyWaitsForIsNotJudged() throws Exception {
        var old = parcels("old", 1).getFirst();
        try (var link = new BrokerLink(uri())) {
            link.connect();
            link.declare(Queues.work(course));
            link.publish(
                    Queues.work(course),
                    Queues.submission(old, "course.grade.results.gone"),
                    old.content());
            link.confirm();
        }
        worker(parcel -> {
            begun.computeIfAbsent(parcel.name(), name -> new AtomicInteger()).incrementAndGet();
            return passed(parcel.name());
        });

        graded(parcels("new", 1));

        assertThat(begun).containsOnlyKeys("new 0");
    }

    @Test
    void anAddressThatIsNoneIsSaidWithoutItsPassword() {
        for (var uri : List.of("http://guest:secret@localhost", "amqp://a b:secret@c", "secret")) {
            assertThatIOException()
                    .isThrownBy(() -> new QueueGrading(uri, course, List.of(), NOBODY))
                    .withMessageContaining("This is no address of a broker")
                    .withMessageNotContaining("secret")
                    .withNoCause();
        }
    }

    @Test
    void aWrongPasswordAndNoBrokerAreTwoThings() {
        var wrong = broker.uri("/", new Credentials("guest", "secret")).toString();
        assertThatIOException()
                .isThrownBy(() -> graded(wrong, List.of()))
                .withMessageContaining("does not let this user in")
                .withMessageNotContaining("secret");
        assertThatIOException()
                .isThrownBy(() -> graded("amqp://guest:secret@127.0.0.1:1/", List.of()))
                .withMessage("There is no broker at 127.0.0.1:1, or it does not answer.");
    }

    private static void restartBroker() {
        if (broker.canCrash()) {
            broker.crash();
            broker.restart();
        }
    }

    private Program startWorker() {
        try {
            var program = Program.start(WorkerProgram.class, uri(), course);
            programs.add(program);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GradeWorker worker(Judge judge) {
        return worker(judge, NOBODY);
    }

    private GradeWorker worker(Judge judge, Consumer<String> told) {
        try {
            var worker = new GradeWorker(uri(), course, judge, told);
            var thread =
                    new Thread(() -> {
                        try {
                            worker.run();
                        } catch (IOException | InterruptedException ended) {
                            told.accept(ended.toString());
                        }
                    });
            workers.add(worker);
            threads.add(thread);
            thread.start();
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<GradedSubmission> graded(List<Parcel> parcels) throws Exception {
        return graded(uri(), parcels);
    }

    private List<GradedSubmission> graded(String uri, List<Parcel> parcels)
            throws IOException, InterruptedException {
        try (var grading = new QueueGrading(uri, course, parcels, NOBODY)) {
            var results = grading.grade();
            grading.forget();
            return results;
        }
    }

    private static List<Parcel> parcels(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Parcel(name + " " + i, new byte[] {(byte) i}))
                .toList();
    }

    private static String uri() {
        return broker.uri("/", broker.administrator()).toString();
    }
}
