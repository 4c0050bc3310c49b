/**
 * Grading on several machines: submissions go through a queue of RabbitMQ to workers, and what they
 * came to comes back through another one. A submission is acknowledged after its result has been
 * confirmed, so none is lost with a worker or with the broker, and a result that comes twice counts
 * once. What two workers have been lost with is set aside, and is an error of the grading.
 */
package course.cli.grade.queue;
