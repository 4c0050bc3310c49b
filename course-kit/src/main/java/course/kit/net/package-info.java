/**
 * Raw peers: clients and servers whose every byte is the spec's own. They write down what they say
 * and hear, and a failure shows it. What is wrong on the wire is told with what it usually comes
 * from.
 */
package course.kit.net;
