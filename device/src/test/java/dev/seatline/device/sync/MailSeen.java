package dev.seatline.device.sync;

/// Looks at an [UploaderMail] from tests of other packages.
public final class MailSeen {
    private MailSeen() {}

    /// Whether somebody has left word that the uploader has not taken.
    public static boolean waiting(UploaderMail mail) {
        return mail.waiting();
    }

    /// Takes what was left.
    public static void take(UploaderMail mail) {
        UploaderMail.Word word = mail.take(java.time.Duration.ZERO);
        if (word.end) {
            throw new IllegalStateException("the uploader is told to end");
        }
    }
}
