package course.cli.grade.command;

import course.broker.BrokerException;
import course.cli.grade.queue.Parcel;
import course.cli.grade.queue.QueueGrading;
import course.cli.grade.report.Plain;
import course.cli.grade.result.GradedSubmission;
import course.cli.grade.result.Grading;
import course.cli.grade.submission.Submission;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Submissions that workers judge, wherever they are. */
record GradingByQueue(
        Workspace course, List<Exercise> exercises, List<Submission> submissions, int jobs) {

    /**
     * @param uri of the broker; if empty, one is started, and so are workers
     */
    Grading grade(String uri) throws IOException, InterruptedException {
        if (!uri.isEmpty()) {
            try (var queue = queue(uri)) {
                return collect(queue);
            }
        }
        try (var broker = new OwnBroker();
                var queue = queue(broker.uri());
                var workers = new LocalWorkers(course.root(), broker.uri(), queue::close)) {
            workers.start(jobs);
            return collect(queue);
        } catch (BrokerException none) {
            throw new IOException(none.getMessage(), none);
        }
    }

    private QueueGrading queue(String uri) throws IOException {
        var parcels = new ArrayList<Parcel>();
        for (var one : submissions) {
            if (one.defect().isEmpty()) {
                parcels.add(new Packed(one, exercises).parcel());
            }
        }
        return new QueueGrading(
                uri,
                CoursePrint.of(course.root()),
                parcels,
                line -> System.out.println(Plain.line(line)));
    }

    private Grading collect(QueueGrading queue) throws IOException, InterruptedException {
        var judged = new HashMap<String, GradedSubmission>();
        for (var one : queue.grade()) {
            judged.put(one.name(), one);
        }
        var lessons = exercises.stream().map(Exercise::lesson).distinct().toList();
        var grading =
                new Grading(
                        lessons,
                        submissions.stream()
                                .map(one ->
                                        one.defect()
                                                .map(why ->
                                                        GradedSubmission.defective(
                                                                one.name(), "", why))
                                                .orElseGet(() -> judged.get(one.name())))
                                .toList());
        queue.forget();
        return grading;
    }
}
