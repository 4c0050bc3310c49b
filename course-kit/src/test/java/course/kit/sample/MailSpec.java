package course.kit.sample;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Mails that fail, each in a way of its own. */
@Exercise(id = "0.6", title = "Mail", section = "none")
public class MailSpec {
    private final Mail mail;
    private final Background background;

    MailSpec(Candidate<Mail> mails, @Given Post post, Background background) throws Exception {
        this.mail = mails.create(post);
        this.background = background;
        Example.current().explainsFailure("The post:", () -> List.of("it is open", "at noon"));
        Example.current().explainsFailure("The weather:", List.<String>of()::reversed);
    }

    @AfterEach
    void collect() {
        if (mail instanceof BadMails.UncollectedMail uncollected) {
            uncollected.collect();
        }
    }

    @Test
    void itIsDelivered() throws Exception {
        mail.deliver();
    }

    @Test
    void itIsDeliveredInTheBackground() {
        background.start("the postman", mail::deliver).awaitEnd();
    }

    @Test
    void itIsRefused() {
        assertThatThrownBy(mail::deliver).isInstanceOf(UnsupportedOperationException.class);
    }
}
