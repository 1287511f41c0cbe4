package bouton.image.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.file.Example;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Field;
import bouton.image.net.Foreign;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.run.StimulusInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
    private final Image image = Example.image();

    @Test
    void listsTheWholeImage() {
        assertEquals("""
                network example for ideal
                dt 0.1 ms, seed 42, events carry the start of their tick
                stages time transmit deliver integrate reduce threshold reset learn periodic
                1 population with 4 neurons, 6 stimuli, 8 projections, 3 probes

                group 0: stimulus noise, 4 sources
                  level Hz, shown x 1000.0
                  at first poisson, 0.25 .. 2.0 events a tick
                  at most one event in a tick

                group 1: stimulus off, 4 sources
                  level Hz, shown x 1000.0
                  at first silent

                group 2: stimulus step, 4 sources
                  level Hz, shown x 1000.0
                  at first level 1.5

                group 3: stimulus film, 4 sources
                  level Hz, shown x 1000.0
                  at first levels in 2 rows, one a tick

                group 4: stimulus trains, 4 sources
                  level Hz, shown x 1000.0
                  at first 5 listed events in 4 trains

                group 5: stimulus clock, 4 sources
                  level Hz, shown x 1000.0
                  at first regular, period 100.0 ticks, first after 0.5, 20 events

                group 6: population E, 4 neurons of lif, rank 0
                  state v f64 mV
                  param tau f64 ms
                  internal fixed s16.8 1, shown x 0.00390625
                  internal quiet bool 1
                  port exc nA, shown x 1000.0, opens in deliver
                  port graded 1, opens in transmit
                  port whole mV, shown x 0.25, opens in deliver, adds in s16.8 saturate, counter "clipped at 1 nS"
                  emits spike burst
                  sends v
                  init lif.init, 8 registers
                    r0 = f64.const -70.0                                # lif.bouton:3:5
                    r1 = f64.const 2.5                                  # lif.bouton:3:5
                    r2 = draw normal r0 r1 site 0000000000001234 use 0  # lif.bouton:3:5
                    store self.v r2                                     # lif.bouton:3:5
                    r3 r4 = propagator 1 x 2 of r0 r1 r1 r0 step r2
                    store self.tau r3
                    r5 = f64.const 4.9E-324
                    r6 = f64.lt r5 r4
                    store self.quiet r6
                  deliver 4, on the sum of arrivals at exc: lif.exc, 4 registers
                    r0 = load self.v                                    # lif.bouton:12:8
                    r1 = port exc                                       # lif.bouton:12:8
                    r2 = f64.add r0 r1                                  # lif.bouton:12:8
                    store self.v r2                                     # lif.bouton:12:8
                  integrate 0, every tick: lif.integrate, 1 register
                    r0 = f64.const 0.1                                  # lif.bouton:12:8
                    adaptive self.v step r0 tolerance 1.0E-9            # lif.bouton:12:8
                      derivative lif.derivative, 3 registers, r0 = time
                        r1 = load self.v                                # lif.bouton:12:8
                        r2 = f64.sub r0 r1                              # lif.bouton:12:8
                        yield 0 r2                                      # lif.bouton:12:8
                      crossing lif.margin, 1 register
                        r0 = load self.v                                # lif.bouton:12:8
                        yield 0 r0                                      # lif.bouton:12:8
                      then lif.crossed, 1 register
                        r0 = f64.const 0.0                              # lif.bouton:12:8
                        store self.v r0                                 # lif.bouton:12:8
                        emit burst                                      # lif.bouton:12:8
                  integrate 1, every tick: lif.fixed, 14 registers
                    r0 = load self.fixed                                # lif.bouton:12:8
                    r1 = s16.8.const -3                                 # lif.bouton:12:8
                    r2 = s16.8.mul r0 r1 saturate                       # lif.bouton:12:8
                    r3 = s16.8.shr r2 r0 nearest wrap                   # lif.bouton:12:8
                    r4 = s16.8.abs r3 saturate                          # lif.bouton:12:8
                    r5 = convert r4 s16.8 -> s64 even never             # lif.bouton:12:8
                    r6 = table drive r5 r5                              # lif.bouton:12:8
                    r7 = s16.8.min r4 r3                                # lif.bouton:12:8
                    r8 = convert r7 s16.8 -> f64                        # lif.bouton:12:8
                    r9 = port whole                                     # lif.bouton:12:8
                    r10 = s16.8.random 8 bits site 0000000000001234 use 1  # lif.bouton:12:8
                    r11 = s16.8.add r9 r10 saturate                     # lif.bouton:12:8
                    r12 = s16.8.const 100                               # lif.bouton:12:8
                    r13 = s16.8.clamp r11 r1 r12 counter "clipped at 1 nS"  # lif.bouton:12:8
                    store self.fixed r13 saturate                       # lif.bouton:12:8
                  threshold 0, every tick: lif.threshold, 8 registers
                    r0 = load self.v                                    # lif.bouton:12:8
                    r1 = f64.exp r0                                     # lif.bouton:12:8
                    r2 = f64.ge r1 r0                                   # lif.bouton:12:8
                    r3 = load self.quiet                                # lif.bouton:12:8
                    r4 = bool.and r2 r3                                 # lif.bouton:12:8
                    if r4                                               # lif.bouton:12:8
                      r5 = f64.select r4 r0 r1                          # lif.bouton:12:8
                      emit spike r5                                     # lif.bouton:12:8
                      if r4
                        nothing
                      else
                        emit spike
                    else
                      r5 = f64.const 1.0
                      store self.quiet r2                               # lif.bouton:12:8
                  reset 0, on spike: lif.reset, 1 register
                    r0 = read payload                                   # lif.bouton:12:8
                    store self.v r0                                     # lif.bouton:12:8

                projection 0: E -> E.exc, of stdp
                  label E_E
                  from E to E, 3 listed synapses, site fffffffffffffffe
                  delay 2 + self.d ticks
                  delivers from learn self.d ticks later
                  weight w f64 nS
                  param d s32 1
                  init stdp.init, 2 registers
                    r0 = s32.const 5
                    store self.d r0 never
                  derive stdp.derive, 1 register
                    r0 = load self.w
                    store self.w r0
                  transmit 0, every tick: stdp.tick, 2 registers
                    r0 = arrived pre.v                                  # models/stdp.bouton:120:17
                    deliver post.graded r0                              # models/stdp.bouton:120:17
                    r1 = s32.const 7                                    # models/stdp.bouton:120:17
                    deliver post.whole r1                               # models/stdp.bouton:120:17
                  deliver 2, on pre.burst, self.d ticks later: stdp.pre, 5 registers
                    r0 = load self.w                                    # models/stdp.bouton:120:17
                    r1 = load post.v                                    # models/stdp.bouton:120:17
                    r2 = load pre.tau                                   # models/stdp.bouton:120:17
                    r3 = clamp r0 r1 r2 counter "clipped at 1 nS"       # models/stdp.bouton:120:17
                    store self.w r3 plastic                             # models/stdp.bouton:120:17
                    r4 = read payload                                   # models/stdp.bouton:120:17
                    deliver post.exc r4                                 # models/stdp.bouton:120:17
                  learn 0, on post.spike, 1 + self.d ticks later: stdp.post, 1 register
                    r0 = read clock                                     # models/stdp.bouton:120:17
                  periodic 0, every 10 ticks, first after 5: stdp.every, 1 register
                    r0 = read post_index                                # models/stdp.bouton:120:17

                projection 1: one -> E, of static
                  label one
                  from E to E, one to one, site 0000000000000007
                  delay 1 tick
                  deliver 2, on pre.spike, 1 tick later: static.pre, 1 register
                    r0 = read payload
                    deliver post.exc r0

                projection 2: all -> E, of static
                  label all
                  from E to E, all to all, none to itself, site 0000000000000007
                  delay 1 tick
                  deliver 2, on pre.spike, 1 tick later: static.pre, 1 register
                    r0 = read payload
                    deliver post.exc r0

                projection 3: some -> E, of static
                  label some
                  from E to E, each pair with probability 0.25, site 0000000000000007
                  delay 1 tick
                  deliver 2, on pre.spike, 1 tick later: static.pre, 1 register
                    r0 = read payload
                    deliver post.exc r0

                projection 4: in -> E, of static
                  label in
                  from noise to E, each target from 2 random sources, site 0000000000000007
                  delay 1 tick
                  deliver 2, on pre.spike, 1 tick later: static.pre, 1 register
                    r0 = read payload
                    deliver post.exc r0

                projection 5: out -> E, of static
                  label out
                  from noise to E, each source to 1 random target, pairs may repeat, site 0000000000000007
                  delay 1 tick
                  deliver 2, on pre.spike, 1 tick later: static.pre, 1 register
                    r0 = read payload
                    deliver post.exc r0

                projection 6: total -> E, of static
                  label total
                  from noise to E, 5 synapses between random pairs, site 0000000000000007
                  delay 1 tick
                  deliver 2, on pre.spike, 1 tick later: static.pre, 1 register
                    r0 = read payload
                    deliver post.exc r0

                projection 7: noise -> E.exc, of pairs
                  label sharing
                  from noise to E, all to all, site 0000000000000009
                  delay 1 tick
                  weight w f64 nS
                  trace x f64 1, one for each source, at first 0.25
                  state y0 f64 ms, one for each target, at first 0.0
                  trace y f64 1, one for each target, at first -1.0
                  init pairs.init, 1 register
                    r0 = f64.const 1.0
                    store self.w r0
                  time 0, every tick, per source: pairs.decay.source, 3 registers
                    r0 = load row.x
                    r1 = f64.const 0.5
                    r2 = f64.mul r0 r1
                    store row.x r2
                  deliver 2, on pre.spike, 1 tick later: pairs.pre, 2 registers
                    r0 = load row.x
                    store self.w r0
                    r1 = load column.y
                    deliver post.exc r1
                  deliver 3, on pre.spike, 1 tick later, per source: pairs.trace_x.source, 1 register
                    r0 = read payload
                    store row.x r0
                  learn 1, on post.spike, 2 ticks later, per target: pairs.trace_y.target, 1 register
                    r0 = f64.const 1.0
                    store column.y r0
                  periodic 0, every 10 ticks, first after 5, per target: pairs.every.target, 3 registers
                    r0 = load column.y
                    r1 = f64.const 0.5
                    r2 = f64.mul r0 r1
                    store column.y r2

                probe spikes: events spike of E, 2 members: 0 3

                probe v: v of E in mV, every 10 ticks, all
                  reader v, 1 register
                    r0 = load self.v
                    yield 0 r0

                probe w: w of E_E in mV, every 1000 ticks, 1 member: 0
                  reader w, 1 register
                    r0 = load self.w
                    yield 0 r0

                table drive, 2 x 2
                counter "clipped at 1 nS"                               # models/stdp.bouton:120:17

                chip two_tiles, times in 1.0E-10 s, a cycle is 50, timing detailed
                  barrier 6000 from 1 tile on, 10000 from 2 tiles on
                  host event 5.0E-9 J, 100
                  chip draws 0.001 W
                  tile 0
                    hop north 3.0E-12 J, 41
                    hop east 3.0E-12 J, 41
                    hop south 3.0E-12 J, 41
                    hop west 3.0E-12 J, 41
                    each draws 1.0E-6 W
                  tile 1
                    hop north 3.0E-12 J, 41
                    hop south 3.0E-12 J, 41
                    hop west 3.0E-12 J, 41
                  cores neurons, 6 of them idle, arrivals wait before soma
                    message in 0.0 J, 160
                    message out 1.11E-10 J, 51
                    learning word 2.0E-12 J, 10
                    learning access 4.0E-12 J, 20
                    each draws 2.0E-6 W
                    core itself, serves sharing, noise, off, step, film, trains, clock
                      neuron access 5.12E-11 J, 60
                      neuron update 2.16E-11 J, 37
                    unit sparse, serves E_E, one, all, some, in, out, total, E, updates in every tick
                      synapse 3.36E-11 J, 47
                      dendrite 1.0E-12 J, 0
                      spike 6.93E-11 J, 300
                  core 0 at (0, 0): E[0 .. 2]
                  core 5 at (1, 0): E[3 .. 3]
                """, Listing.of(image));
    }

    @Test
    void listsOneKernel() {
        Kernel kernel = image.projections().getFirst().handlers().getFirst().kernel();

        assertEquals("""
                stdp.tick, 2 registers
                  r0 = arrived pre.v                                    # models/stdp.bouton:120:17
                  deliver post.graded r0                                # models/stdp.bouton:120:17
                  r1 = s32.const 7                                      # models/stdp.bouton:120:17
                  deliver post.whole r1                                 # models/stdp.bouton:120:17
                """, Listing.kernel(image, new Scope.OfProjection(0), kernel));
    }

    @Test
    void doesNotHandOnControlCharacters() {
        Population cells = new Population(
                "\u001b[2J\n\u202e",
                "lif",
                1,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Kernel.NOTHING,
                Kernel.NOTHING,
                List.of());
        Image evil = new Image(
                "n",
                "t",
                1,
                0,
                true,
                Stage.DEFAULT_ORDER,
                List.of(cells),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertEquals("""
                network n for t
                dt 1.0 ms, seed 0, events carry the end of their tick
                stages time transmit deliver integrate reduce threshold reset learn periodic
                1 population with 1 neuron, 0 stimuli, 0 projections, 0 probes

                group 0: population \\u001b[2J\\u000a\\u202e, 1 neuron of lif, rank 0
                """, Listing.of(evil));
    }

    @Test
    void namesForeignNeuronsAndWhatTheyTakeAndWrite() {
        Population sums = new Population(
                "W.move",
                "track.move",
                4,
                0,
                List.of(new Field("sum", Type.F64, Field.Kind.STATE, "1", 1)),
                List.of(),
                List.of(),
                List.of(),
                Kernel.NOTHING,
                Kernel.NOTHING,
                List.of());
        Stimulus place = new Stimulus("W.place", 25, new StimulusInput.Silent(), false, "1", 1);
        Image image = new Image(
                "n",
                "t",
                1,
                0,
                true,
                Stage.DEFAULT_ORDER,
                List.of(sums, place),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Foreign("W", "demo.Track", 1, List.of(new Foreign.Input(0, 0)), List.of(1), 100, -1)),
                List.of(),
                List.of(),
                List.of());

        String text = Listing.of(image);

        assertTrue(text.endsWith("""

                foreign neuron W: demo.Track, steps every 100 ticks
                  takes W.move
                  writes W.place
                """), text);
    }
}
