package bouton.image.ir;

/** How fraction bits are dropped (a right shift, a division, a conversion to an integer). */
public enum Rounding {
    FLOOR,
    ZERO,
    /** To nearest, ties towards plus infinity. */
    NEAREST,
    /** To nearest, ties to even. */
    EVEN,
    /** To nearest, ties away from zero. */
    AWAY,
    /** The result is exact; anything else is a bug. */
    EXACT
}
