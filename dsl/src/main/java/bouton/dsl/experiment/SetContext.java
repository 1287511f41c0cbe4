package bouton.dsl.experiment;

import java.util.Optional;

/**
 * The set that an expression runs over.
 *
 * @param place the group or projection; empty if it runs over a list
 */
record SetContext(Members members, Optional<Place> place) {
    static SetContext of(Members members) {
        return new SetContext(
                members,
                switch (members) {
                    case Members.OfPlace p -> Optional.of(p.place());
                    case Members.OfList l -> Optional.empty();
                });
    }
}
