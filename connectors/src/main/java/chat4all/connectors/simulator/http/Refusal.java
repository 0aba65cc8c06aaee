package chat4all.connectors.simulator.http;

/** Ends a call with the platform's own error. */
public final class Refusal extends RuntimeException {
    private final transient Answer answer;

    public Refusal(Answer answer) {
        super(answer.body().toString(), null, false, false);
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }
}
