package bouton.image.file;

/** What a kernel is for, and so what it may do. */
enum Purpose {
    /** Init and derive: sets words. */
    SET,
    /** A handler without a payload: sets words, delivers, emits. */
    ACT,
    /** A handler with a payload. */
    RESPOND,
    /** A reader, a derivative, a margin: yields values and changes nothing. */
    COMPUTE;

    boolean stores() {
        return this != COMPUTE;
    }

    boolean sends() {
        return this == ACT || this == RESPOND;
    }
}
