/**
 * What a learner has written, and how it is compiled: in memory, with what the lesson gives. No
 * class of an earlier day has a part in it. It runs nothing.
 */
package course.cli.answer;
