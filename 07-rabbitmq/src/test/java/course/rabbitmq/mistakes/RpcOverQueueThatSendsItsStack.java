package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Answers a failure with the whole stack. In real life: the names of tables and hosts are on a web
 * page of somebody who should not know them.
 */
@Mistake(
        killedBy = "aProcedureThatThrowsIsAnsweredWithItsMessageAlone",
        saying = "failure \"java.lang.IllegalArgumentException: no such number: x")
final class RpcOverQueueThatSendsItsStack extends PlainRpcOverQueue {

    @Override
    String textOf(Throwable failure) {
        var stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }
}
