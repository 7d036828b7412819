"""Words for activities. A comma parts one word or phrase from the next.

`past` forms say that it was done ("ran"); `names` are nouns, -ing forms and base forms.
A split squat is filed under squats and a wall sit too: the athlete's own word, where it has one.
Rank 3 says what was done, 2 how, 1 only where; see `Doing`.
"""

from dataclasses import dataclass

from bot.domain.workout import Activity


@dataclass(frozen=True, slots=True)
class Words:
    activity: Activity | None
    names: str
    past: str = ""
    rank: int = 3


WORDS = (
    Words(
        Activity.RUN,
        """
            run, runs, running, jog, jogs, jogging, sprinting, trail run, trail running, fell run,
            fell running, parkrun, park run, half marathon, marathon, ultramarathon, ultra
            marathon, ultra, fartlek, couch to 5 k, couch to 5k, c 25 k, couch 2 5 k,
            orienteering, run walk, walk run, run / walk, walk / run, jog walk, walk jog, jog /
            walk, walk / jog, track session, track workout, hill reps, hill repeats, hill sprints,
            hill sprint, strides, shakeout, treadmill run, treadmill running, treadmill jog, plod,
            cross country, running session, run commute, parkrunning, half marathons, marathons,
            1/2 marathon, .5 marathon, ultras, 🏃, run club, running club, canicross, obstacle
            race, spartan race
            """,
        past="ran, jogged, sprinted, runned, ran walked, run walked, jog walked, plodded",
    ),
    Words(
        Activity.RUN,
        """
            treadmill, dreadmill, sprint, sprints, intervals, interval, tempo, race, races,
            threshold, track, hills, time trial, miles, trails, 5 ker, fun run, speedwork, speed
            work, long slow distance, repeats, trail
            """,
        past="raced",
        rank=2,
    ),
    Words(
        Activity.WALK,
        """
            walk, walks, walking, hike, hikes, hiking, stroll, strolls, strolling, ramble,
            rambling, dog walk, dog walking, walkies, nordic walk, nordic walking, rucking, ruck,
            trek, trekking, power walk, power walking, speed walk, speed walking, race walk, race
            walking, treadmill walk, treadmill walking, incline walk, incline walking, 12 - 3 -
            30, brisk walk, trail walk, fast walk, walk commute, hill walk, hill walking, wander,
            hot girl walk, walk with the dog, backwards walking, walking pad, 🚶, 🥾
            """,
        past="""
            walked, hiked, strolled, rambled, trekked, rucked, wandered, power walked, marched,
            took the dog out, took the dogs out, took the dog, took the dogs, walked the dog, took
            the puppy out, took the pup out, walked home
            """,
    ),
    Words(
        Activity.CYCLING,
        """
            cycling, cycle, cycles, bike, bikes, biking, bicycle, bicycling, ride, rides, riding,
            bike ride, bike riding, spin, spinning, spin class, spin session, spin bike, peloton,
            zwift, zwifting, turbo, turbo trainer, indoor trainer, bike trainer, trainer ride,
            smart trainer, wattbike, watt bike, mtb, mountain bike, mountain biking, road bike,
            gravel bike, gravel ride, exercise bike, stationary bike, static bike, recumbent bike,
            assault bike, air bike, airdyne, echo bike, ebike, e bike, pushbike, push bike,
            velodrome, bike commute, cycle commute, bike intervals, spin bike class, bmx,
            cyclocross, rouvy, wahoo kickr, kickr, pedal, pedalling, pedaling, handbike, tandem,
            indoor cycling, bike erg, bikeerg, citibike, boris bike, 🚴, 🚲, 🚵
            """,
        past="cycled, biked, bicycled, rode, spun, pedalled, pedaled, zwifted, mountain biked",
    ),
    Words(
        Activity.SQUATS,
        """
            squat, squats, squatting, air squat, air squats, back squat, back squats, front squat,
            front squats, goblet squat, goblet squats, box squat, box squats, jump squat, jump
            squats, squat jumps, pistol squat, pistol squats, pistols, hack squat, hack squats,
            split squat, split squats, bulgarian split squat, bulgarian split squats, bulgarian
            squat, bulgarian squats, bulgarians, bss, sumo squat, sumo squats, wall squat, wall
            squats, wall sit, wall sits, bodyweight squats, body weight squats, overhead squat,
            overhead squats, single leg squat, single leg squats, one leg squats, sissy squats,
            spanish squats, spanish squat, zercher squats, squat day, mini squats, sit to stands,
            sit to stand, chair squats, smith squats, pulse squats, banded squats, bw squats
            """,
        past="squatted",
    ),
    Words(
        Activity.LUNGES,
        """
            lunge, lunges, lunging, walking lunge, walking lunges, reverse lunge, reverse lunges,
            side lunge, side lunges, lateral lunge, lateral lunges, curtsy lunge, curtsy lunges,
            forward lunges, forward lunge, jumping lunges, jump lunges, split lunges, static
            lunges, dumbbell lunges, db lunges, weighted lunges, deficit lunges, back lunges,
            lunge walk, walk lunges
            """,
        past="lunged",
    ),
    Words(
        Activity.STEP_UPS,
        """
            step up, step ups, stepup, stepups, step downs, step down, stepdowns, box step ups,
            box step up, lateral step ups, side step ups, bench step ups, poliquin step ups,
            weighted step ups, stair step ups, heel taps, step-ups, peterson step ups
            """,
        past="stepped up",
    ),
    Words(
        Activity.DEADLIFTS,
        """
            deadlift, deadlifts, deadlifting, dead lift, dead lifts, dead lifting, dl, dls, rdl,
            rdls, sldl, sldls, romanian deadlift, romanian deadlifts, romanians, sumo deadlift,
            sumo deadlifts, trap bar, trap bar deadlifts, hex bar, hex bar deadlifts, stiff leg,
            single leg deadlift, single leg deadlifts, single leg rdl, single leg rdls, stiff leg
            deadlift, stiff leg deadlifts, stiff legged deadlifts, sumo pulls, deads, rack pulls,
            romanian dead lifts, conventional deadlifts, deadlift day, kb deadlifts
            """,
        past="deadlifted, dead lifted",
    ),
    Words(
        Activity.STRENGTH,
        """
            strength, strength training, strength session, strength work, strength class, strength
            and conditioning, s & c, weights, weight training, weight lifting, weightlifting,
            weight session, lifting, lift, lifts, lifting session, resistance training,
            bodybuilding, powerlifting, leg press, leg presses, leg day, legs day, legday, leg
            session, leg workout, leg extension, leg extensions, leg curl, leg curls, hamstring
            curls, hamstring curl, nordic curls, nordics, calf raise, calf raises, hip thrust, hip
            thrusts, glute bridge, glute bridges, bridges, clamshell, clamshells, clams, bench
            press, bench, benching, pull ups, pullups, chin ups, chinups, push ups, pushups, press
            ups, plank, planks, side planks, core, core work, core workout, core session, abs, ab
            workout, kettlebell, kettlebells, kettle bells, kb swings, kettlebell swings, upper
            body, lower body, push day, pull day, chest day, arm day, back day, upper body day,
            lower body day, full body, full body workout, overhead press, shoulder press, ohp,
            rows, lat pulldown, good mornings, monster walks, band walks, lateral band walks, crab
            walks, band work, resistance bands, banded work, dumbbells, dumbbell, barbell,
            barbells, free weights, powerlifting session, glutes, glute day, quads, hamstrings,
            hammies, leg raises, straight leg raises, leg lifts, dips, curls, bicep curls, sit
            ups, situps, crunches, farmers carry, farmers walks, sled push, sled pushes, sled,
            thrusters, cleans, snatches, power cleans, burpees, calisthenics, body pump, bodypump,
            nordic hamstring curls, copenhagens, copenhagen planks, hip abduction, adductor,
            adductors, abductors, lower body strength, leg strength, iron, lifting weights, weight
            room, weights room, 🏋, deadbugs, dead bugs, bird dogs, terminal knee extensions, quad
            sets, knee extensions, hip hinges, weight machines, arms and shoulders, chest and
            back, chest and triceps, back and biceps
            """,
        past="""
            lifted, benched, trained legs, trained upper body, pumped iron, did legs, did arms,
            trained arms, trained chest, hit legs, lifted weights, did weights
            """,
    ),
    Words(
        Activity.STRENGTH,
        "gym, gym session, gym workout, gym class, gym time, gym day, gymming, legs, leggs, 💪🏋",
        rank=1,
    ),
    Words(
        Activity.OTHER,
        """
            swim, swims, swimming, swim session, laps in the pool, pool, breaststroke, freestyle,
            front crawl, aqua jogging, aqua jog, aquajogging, aqua aerobics, aqua fit, pool
            running, pool run, pool walking, deep water running, water aerobics, yoga, vinyasa,
            hot yoga, yin yoga, bikram, pilates, reformer, barre, stretch, stretches, stretching,
            mobility, mobility work, foam rolling, foam roll, elliptical, cross trainer,
            crosstrainer, elliptical trainer, cross training, crosstraining, row, rowing, rowing
            machine, rower, row erg, erg, ergometer, concept 2, skierg, ski erg, ski, skiing, ski
            touring, skis, cross country skiing, xc skiing, nordic skiing, snowboarding,
            snowboard, snowshoeing, skate, skating, ice skating, roller skating, rollerblading,
            inline skating, skateboarding, climb, climbing, stair climbing,
            stair climb, climbing stairs, bouldering, rock climbing, dance,
            dancing, dance class, zumba, ballet, salsa, salsa class, boxing, kickboxing, kick
            boxing, muay thai, mma, martial arts, bjj, jiu jitsu, judo, karate, taekwondo, tai
            chi, aikido, fencing, basketball, volleyball, beach volleyball, badminton, squash,
            padel, pickleball, table tennis, ping pong, racquetball, golf, hockey, ice hockey,
            field hockey, rugby, touch rugby, lacrosse, soccer, football, footy, footie, futsal, 5
            a side, five a side, 7 a side, 11 a side, netball, handball, cricket, baseball,
            softball, ultimate frisbee, frisbee, american football, surf, surfing, kitesurfing,
            windsurfing, paddle boarding, paddleboarding, sup, kayak, kayaking, canoe, canoeing,
            sailing, skipping rope, jump rope, jumping rope, rope skipping, rope jumping,
            trampoline, trampolining, horse riding, horseback riding, horse ride, riding lesson,
            aerobics, step aerobics, step class, hiit, hit class, hiit class, crossfit, cross fit,
            wod, hyrox, f 45, orangetheory, bootcamp, boot camp, circuits, circuit, circuit
            training, circuit class, tabata, stairmaster, stair master, stair climber,
            stairclimber, stepper, stepmill, triathlon, duathlon, tri, gymnastics, cheerleading,
            wrestling, parkour, gardening, tennis, tennis match, football match, football
            training, football practice, soccer practice, soccer training, basketball practice,
            rugby training, hula hoop, hula hooping, aerobic, kickball, bowling, archery, physio
            exercises, rehab exercises, physio session, rehab session, pt exercises, knee
            exercises, warm up drills, plyometrics, plyos, plyo, drills, jumping jacks, 🏊, 🧘,
            🚣, 🎾, 🏀, 🧗, 🤸, 🏐, ⛷, 🏸, 🥊, ⚽, 🏄, arc trainer, assault rower, vr workout,
            just dance, beat saber, ring fit, pole dancing, pole, hurling, shinty, aussie rules,
            kettlercise, les mills, insanity workout, water polo, diving, freediving, scuba, scuba
            diving, snorkelling, snorkeling, ice skate, roller skate
            """,
        past="""
            swam, rowed, skied, skated, climbed, bouldered, danced, boxed, stretched, surfed,
            golfed, kayaked, paddled, snowboarded, rode my horse, rode horses, rode a horse,
            skipped rope, foam rolled, erged, rollerbladed, rode the horse, sparred
            """,
    ),
    Words(Activity.OTHER, "physio, rehab, stairs, physical therapy, cardio", rank=1),
    Words(
        None,
        """
            session, sessions, workout, work out, workouts, training, training session, exercise,
            exercises, exercising, class, practice, cooldown, warmup, warm up, warm down, cool
            down, brick session, match, game, commute, laps, lengths, set, course, workout class,
            sport, sports, pe, p . e, fitness, fitness class, pt session
            """,
        past="trained, worked out, exercised, practised, practiced",
        rank=0,
    ),
)

EVENT_KM = {
    "half marathon": 21.1,
    "half marathons": 21.1,
    "1 / 2 marathon": 21.1,
    ".5 marathon": 21.1,
    "marathon": 42.2,
    "marathons": 42.2,
    "parkrun": 5.0,
    "park run": 5.0,
}
"""Lengths that are in the event's name. (A half marathon is 21.0975 km.)"""

NO_ACTIVITY = """
    running late, ran late, run late, ran around, running around, run around, running out, ran
    out, run out, running errands, ran errands, run errands, ran into, run into, ran over, running
    over, runs in the family, in the long run, runners knee, runner's knee, runner knee, nose is
    running, running a fever, running a temperature, ran a temperature, ran a fever, ran a bath,
    run a bath, running low, ran low, ran away, run away, running shoes, running shoe, running
    trainers, running plan, running form, running coach, running app, running watch, running gear,
    running injury, running gait, running shop, running store, running career, running technique,
    run plan, running partner, running economy, running style, running top, running shorts,
    running socks, running magazine, running podcast, running belt, runners, runner, bike shop,
    bike lane, bike fit, bike seat, bike saddle, bike helmet, bike lock, bike path, bike rack,
    bike race on, bike broke, bike is broken, new bike, bike tyre, bike tire, squat rack, squat
    form, squat technique, squat depth, walking boot, walking stick, walking distance, walk in
    clinic, walk in centre, walk me through, walking me through, walk in the park, cake walk,
    cycle of, menstrual cycle, sleep cycle, life cycle, washing cycle, lifted my mood, gave me a
    lift, give me a lift, need a lift, got a lift, gave her a lift, gave him a lift, lift home,
    lift to the airport, lift off, work class, game on, game changer, swimming costume, lane
    change, step up the load, step it up, train home, train to work, the train, by train, training
    plan, training plans, training load, training advice, training tips, exercise plan, gym
    membership, gym bag, gym buddy, yoga mat, yoga pants, class of, set up, set off, set to, work
    training, training course, trainings course, driving lesson, car ride, bus ride, taxi ride,
    train ride, uber ride, car drive, ran the numbers, ran a test, ran some tests, ran tests, ran
    a meeting, ran a workshop, dry run, test run, school run, pool party, spin the wheel, spin
    doctor, ride home from, a ride to the airport, pub crawl, game of thrones, football on tv,
    swam in my head, head is swimming, walked out on, walked in on, walked into, running water,
    running commentary, running nose, running joke, ran a red light, had the runs, computer game,
    video game, video games, board game, card game, played a game, book club, rode the bus, rode
    the train, rode in a car, rode the elevator, rode the lift, circuit board, motorbike,
    motorcycle, motor bike, rode my motorbike, physio appointment, physio said, physio tomorrow,
    core temperature, stairs at home, dance floor, track record, back on track, on track, keep
    track, lost track, race day, horse race, legs are, legs feel, legs felt, my legs, on my legs,
    legs hurt, legs were, sore legs, heavy legs, tired legs, dead legs, quads are, my quads, quads
    hurt, sore quads, hamstrings are, my hamstrings, tight hamstrings, my glutes, tight hips,
    jelly legs, legs sore, legs tired, legs heavy, the stairs, stairs hurt, taking the stairs, a
    set, the pool table, for a stretch
    """
