package chat4all.bench;

/** A registered user with a token. */
record Participant(String username, String userId, String token) {

    @Override
    public String toString() {
        return userId;
    }
}
