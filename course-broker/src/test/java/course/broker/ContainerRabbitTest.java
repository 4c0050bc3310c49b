package course.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;

/** What can be said of a container where no Docker is. */
class ContainerRabbitTest {

    @Test
    void itsTagIsPinned() {
        assertThat(ContainerRabbit.IMAGE).matches("rabbitmq:\\d+\\.\\d+\\.\\d+-management-alpine");
    }

    @Test
    void itsPortsAreChosenBeforehandSoThatTheyOutliveACrash() {
        var container = ContainerRabbit.container("rabbit", 41_000, 42_000);
        var host = new HostConfig();
        var command =
                (CreateContainerCmd)
                        Proxy.newProxyInstance(
                                CreateContainerCmd.class.getClassLoader(),
                                new Class<?>[] {CreateContainerCmd.class},
                                (proxy, method, arguments) ->
                                        method.getName().equals("getHostConfig") ? host : proxy);

        container.getCreateContainerCmdModifiers().forEach(modifier -> modifier.modify(command));

        var bindings = host.getPortBindings().getBindings();
        assertThat(bindings.get(ExposedPort.tcp(5672))[0].getHostPortSpec()).isEqualTo("41000");
        assertThat(bindings.get(ExposedPort.tcp(15672))[0].getHostPortSpec()).isEqualTo("42000");
    }

    @Test
    void itExposesThePortsThatAreBoundAndNoOthers() {
        var container = ContainerRabbit.container("rabbit", 41_000, 42_000);

        assertThat(container.getExposedPorts()).containsExactly(5672, 15672);
    }

    @Test
    void whatWentWrongInTheEndIsTold() {
        var reason = new IllegalStateException("port is already allocated");
        var retried = new IllegalStateException("Retry limit hit with exception", reason);

        assertThat(ContainerRabbit.told(new IllegalStateException("startup failed", retried)))
                .isEqualTo("startup failed: port is already allocated");
        assertThat(ContainerRabbit.told(reason)).isEqualTo("port is already allocated");
    }
}
