/**
 * Physical dimensions and units. Values are computed in one coherent system, in which ms, mV, pA (and so pF, nS) and um are 1:
 * numbers in a model's usual units stay the numbers that were written.
 */
@NullMarked
package bouton.dsl.unit;

import org.jspecify.annotations.NullMarked;
