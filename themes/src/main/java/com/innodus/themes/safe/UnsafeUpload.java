package com.innodus.themes.safe;

/** Refuses an upload that cannot be made safe by leaving parts of it out. The message is for logs; users read the key. */
public final class UnsafeUpload extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the upload, each with the key of the sentence that tells the user. */
    public enum Problem {
        NOT_A_PICTURE("brand.upload.not-a-picture"),
        NOT_AN_SVG("brand.upload.not-an-svg"),
        DAMAGED("brand.upload.damaged"),
        TOO_LARGE("brand.upload.too-large"),
        TOO_COMPLEX("brand.upload.too-complex");

        private final String messageKey;

        Problem(String messageKey) {
            this.messageKey = messageKey;
        }

        public String messageKey() {
            return messageKey;
        }
    }

    private final Problem problem;

    public UnsafeUpload(Problem problem, String detail) {
        super(problem + ": " + detail);
        this.problem = problem;
    }

    public UnsafeUpload(Problem problem, Throwable cause) {
        super(problem + ": " + cause.getMessage(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
