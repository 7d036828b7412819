"""Words that tell whether a workout was done, planned, refused, asked about or only talked of.

Keys are the classes by which `stances.py` and `kinds.py` know them. A phrase here holds no activity
word, which would be lost to the rules.
"""

STANCES = {
    "DONE": """
        forgot to log, forgot to record, forgot to add, forgot to mention, got home from, got
        home, came home, came home from, went out, set off, headed out, could only, finally able
        to, did, hit, went, had, got in, got, managed, made it, played, tried, took, spent,
        smashed, crushed, nailed, knocked out, banged out, bashed out, cranked out, churned out,
        ground out, squeezed in, fitted in, fit in, snuck in, sneaked in, powered through,
        struggled through, slogged through, got through, pushed through, ticked off, put in,
        clocked, clocked up, racked up, covered, logged, recorded, completed, finished, back from,
        home from, returned from, been for, been on, been to, been out, been at, was at, was on,
        was out, attended, joined, hopped on, jumped on, pushed, survived, have done, has been
        done, has been completed, done, completed my, finish, finished my, finished up, wrapped
        up, dragged myself, took part in, ended up, started with, attempted, repped out, hammered,
        blasted, whizzed through, got out for, enjoyed, loved, hated, was able to, able to do,
        managed to, got to do, have swum, i've swum, 've done, we've done, i've done, ive done,
        finally did, got back from, came back from, got back, was great, was good, was fine, was
        ok, was okay, was hard, was tough, was easy, was awful, was brutal, was lovely, was fun,
        was nice, felt good, felt great, felt ok, felt fine, felt easy, felt hard, felt heavy,
        hiked up, won, lost, taught, led, performed, executed, worked on, did do, beat, set a new,
        stuck to, accomplished, doing went well, in the bag, in the books, in the bank, sorted,
        ✅, ✔, ☑, 💪, 🔥, 🎉, 🥵, 😅, 💦, 😓, 🙌, 👏, 🏅, 🥇, 😮, new pb, new pr, pb'd, pr'd, pbd,
        a pb, a pr, pb!, season best, season's best, got my, got a, got some, got an, ticked, been
        doing, walked in the door, walked through the door, got in the door, got in from, in from
        """,
    "PLAN": """
        tomorrow, tmrw, later, later on, soon, next, will, i'll, we'll, ill do, gonna, going to,
        goin to, gona, imma, i'm a, finna, planning, plan, planned, plans, plan on, about to, bout
        to, off to, off for, heading to, heading out, heading for, headed to, headed out for,
        going for, going on, going out, on my way, wanna, want to, wanted to, wants to, wanting
        to, would like to, i'd like to, id like to, hope, hoping, hopefully, hope to, thinking of,
        thinking about, thought about, might, may do, may go, maybe i'll, need to, needs to, have
        to do, have to go, have to, gotta, got to go, should, must, supposed to, meant to, intend,
        intending, intend to, aim, aiming, aiming for, aim to, goal, target, let's, lets, let us,
        time for, time to, ready for, ready to, getting ready, get ready, getting ready for,
        warming up for, signed up, sign up, entered, registered, booked, booked in, scheduled,
        schedule, training for, preparing for, prepping for, prep for, upcoming, i'm doing, im
        doing, i'm going, im going, am going, i'm off, im off, i'm starting, am doing, was going
        to, was gonna, looking forward, looking to, can't wait, cant wait, cannot wait, excited
        for, excited to, nervous about, wish, wishing, i wish, dream of, dreaming of, would love
        to, 'd love to, i'd love to, id love to, considering, trying to, try to, going tomorrow,
        starting next, decide whether, i shall, shall, to do list, to do, todo, wanna go, if i,
        when i can, once i, unless, if it, if my, as soon as, before i go, promised, due, tempted,
        told me to, tells me to, says to, said to, asked me to, recommended, advised, suggests,
        suggested, recommends, wants me to, prescribed, gave me, reckon i can, i could, could do,
        would be, would have, should have, could have, was supposed to, was meant to, had planned,
        fancy, fancying, i am going, i am doing, we're going, we are going, afternoon plan, be
        doing, getting back into, get back into, get back to, getting back to, return to, build up
        to, work up to, the weekend, this weekend, en route, racing on, racing in, ill go, see if
        i can, doing my, doing some, doing a, training plan says, program says, programme says,
        schedule says
        """,
    "HAVE_GOT": """
        i've got a, ive got a, i have got a, we've got a, i've got my, ive got my, i have a, i have
        my, i've got the
        """,
    "REFUSED": """
        skipped, skip, skipping my, skipping the, skipping leg, skipping today, missed, cancelled,
        canceled, cancelling, bailed, bailed on, ditched, postponed, rest day, rest days, day off,
        days off, off day, resting, took a rest, had a rest, rested, not today, rain check, called
        off, called it off, gave up, giving up, gave it a miss, giving it a miss, avoided,
        avoiding, stayed home, stayed in bed, too tired, too sore, too busy, too cold, too wet,
        too lazy, quit, quitting, stopped doing, given up, unable to, failed to, forgot, forgot
        to, rained off, had to skip, had to cancel, had to miss, chickened out, talked myself out,
        off sick, nothing today, blew off, blew out, blown off, abandoned, swerved,
        procrastinated, swapped, traded, replaced, switched, subbed
        """,
    "NEG": """
        no, not, didn't, didnt, don't, dont, doesn't, doesnt, won't, wont, can't, cant, cannot,
        couldn't, couldnt, haven't, havent, hasn't, hasnt, hadn't, isn't, isnt, aren't, wasn't,
        wasnt, never, ain't, neither, nor, without, wouldn't, wouldnt, shouldn't, shouldnt, zero,
        never again, barely any, none of, nope, nah, not doing, dnt, didn, couldn, did not, could
        not, have not, do not, will not, can not, am not, was not, not able, haven
        """,
    "HABIT": """
        usually, always, normally, often, sometimes, every, every day, everyday, every morning,
        every week, weekly, daily, a week, per week, each week, a day, per day, twice a week, once
        a week, times a week, used to, typically, generally, regularly, most days, most weeks, on
        mondays, on tuesdays, on wednesdays, on thursdays, on fridays, on saturdays, on sundays,
        mondays, tuesdays, wednesdays, thursdays, fridays, saturdays, sundays, weekends, at
        weekends, on weekends, a month, per month, monthly, these days, nowadays, tend to,
        occasionally, rarely, hardly ever, routine, my routine, for years, for months, years now,
        x a week, x week, this year, last year, so far this, in total, my week, year round
        """,
    "GENERAL": """
        made it worse, makes it worse, dream, is my dream, my dream, i love, i like, i hate, i
        enjoy, i prefer, i really like, i really love, i'm loving, love, hate, prefer, dislike,
        favourite, favorite, i miss, miss, back in the day, when i was, as a kid, at school, in my
        twenties, watched, watching, saw, reading about, read about, read that, read, heard, heard
        that, bought, ordered, buying, sold, need new, i'm a, im a, i am a, i'm an, called,
        apparently, afraid of, scared of, scared to, worried about, worried, knee hurts, knee
        hurt, knees hurt, hurts when, hurt when, hurts after, hurts during, hurts while, hurts if,
        pain when, pain while, pain during, pain after, painful, sore after, sore from, aches
        after, ache after, aches when, clicks when, clicking when, since i started, bad for, good
        for, can i, can do, could do, dreamt, dreamed, the best, i know, i understand, back in, in
        my life, lifetime, at my age, looks like, in theory, learn to, learning to, i'm into, im
        into, new to, beginner, big fan, fan of, addicted, obsessed, training block, means,
        depends, takes me, takes us, it takes, work was, shift was, article, video, youtube,
        podcast, plan says, app says, website, allowed
        """,
    "COPULA": """
        is, are, isn't, aren't, hurts, hurt, makes, make, helps, help, feels, kills, kill, causes,
        cause, irritates, aggravates, bothers, bother, seems, seem, can, sucks, suck, scares,
        scare, irritate, aggravate, triggers, trigger, needs, strengthens, strengthen, protects
        """,
    "SURELY_ASKS": """
        should i, can i, could i, is that, is this, is it, may i, do i, does it, am i, would it,
        what if, shall i, how long, how many, how much, how far, how often, what about, how about,
        did you, did i log, have you, does that, will that, is there, are there, can you, could
        you, would you, do you, are you, why does, why is, what is, what should, when can, when
        should, will it, wondering if, ok to, okay to, safe to, advice, any tips, why do, how do,
        did anyone, has anyone, does anyone, have i, i wonder, any advice
        """,
    "ORDER": """
        log, undo, help, start, stop, cancel, delete, remove, edit, change, fix, correct, show,
        give, tell, send, remind, explain, recommend, suggest, list, export, settings, history,
        menu, please, pls, stats, unsubscribe, restart, reset, quiet, mute, add, enter, save,
        track, record, update, scrap, forget, erase, clear, replace, show me, tell me, give me
        """,
    "LOGGING": """
        log, add, enter, save, track, record, please log, pls log, log me, log:, logging, put me
        down for, please add, note down, note, add in, can you log, could you log
        """,
    "PERSON": """
        guy, guys, man, woman, girl, lady, bloke, dude, boy, colleagues, kids', team, crew, wife,
        husband, hubby, partner, girlfriend, boyfriend, gf, bf, fiance, fiancee, friend, friends,
        mate, mates, buddy, brother, sister, bro, sis, mum, mom, mam, dad, mother, father, son,
        daughter, kid, kids, child, children, coach, physio, physiotherapist, doctor, doc, gp,
        therapist, trainer, pt, surgeon, nurse, he, she, they, you, u, someone, somebody,
        everyone, everybody, people, others, colleague, neighbour, neighbor, cousin, uncle, aunt,
        nephew, niece, grandma, grandpa, granddad, roommate, flatmate, boss, team mate, teammate,
        teammates, client, clients, patient, patients, he's, she's, they're, he'll, she'll,
        you're, his, her, their, missus, mrs, boyf, other half, athlete, athletes, runners,
        kipchoge, nobody, anyone, daughters, sons, parents, in laws, grandad, gran, nan, lad,
        bestie, bae
        """,
    "SELF": "i, we, me, myself, i've, ive, i'm, im, we've",
    "BY": """
        with, for, to, of, by, from, and, after, like, behind, against, beside, alongside, w, w/,
        than, thanks, as, without, while, took, taught, pushed, walked, dragged, because, past,
        visiting, carrying, chasing, let, round, at, through, near, met, meeting, helped, both,
        beat, joined, carried, paced, coached
        """,
    "LONG_AGO": """
        years ago, months ago, in my life, lifetime, in my lifetime, last year, last month, last
        summer, last winter, last spring, last autumn, ages ago, when i was, back in, as a kid, in
        school, at uni, in high school, in college, in my twenties, in my 20 s, for years, before
        my injury, before the injury, before covid, a month ago, a year ago, two years ago, before
        i got injured
        """,
    "QUALITY": """
        long, proper, nice, great, good, lovely, easy, hard, tough, awful, terrible, amazing,
        brutal, quick, short, slow, solid, decent, gentle, fun, fab, awesome, cheeky, little, wee,
        sweaty, rough, painful, morning, lunchtime, lunch, first, recovery, beautiful, brisk,
        chilled, relaxed, steady
        """,
    "WARM": """
        warm up, warmup, warm ups, warming up, warm down, cool down, cooldown, cooling down, wu,
        cd, warmed up, cooled down, warmup jog
        """,
    "PAIN": """
        pain, pains, hurt, hurts, hurting, ache, aches, aching, sore, soreness, discomfort,
        niggle, niggles, painful, twinge, twinges, stiff, stiffness, swelling, throbbing, tender,
        ouch, agony, symptoms, sharp, throbs, aggro, flare, uncomfortable, achy
        """,
    "FINE": """
        best, fastest, greatest, ideal, perfect, bad, problem, problems, issue, issues, trouble,
        complaints, complaint, too, drama, worse, biggie, hard, stops, stopping, breaks, rush,
        pressure, clue, idea, worries, doubt, excuses, surprise, matter, fun, joke, limping,
        swelling, clicking, reaction, flare, fast, very, much, so, far, quite, really, great,
        easy, sure, regrets, kidding
        """,
    "NO_PAIN": """
        pain free, painfree, painless, no pain, zero pain, without pain, without any pain, no knee
        pain, no discomfort, no soreness, no ache, no aches, doesn't hurt, doesnt hurt, didn't
        hurt, didnt hurt, not hurting, nothing hurts, no hurt, no symptoms, no niggles, without
        discomfort, without knee pain, did not hurt, does not hurt, isn't hurting, pain gone, no
        more pain, pain is gone, pain has gone, pain went away, no pain anymore, not sore, not
        painful, no pains, no issues, hurts not at all, isn't sore
        """,
    "TRAINS": """
        do, doing, done, go, going, make, made, train, train today, exercise, exercising, workout,
        work out, finish, start, manage, get out, get to, gym, get any, get my, get a, get round
        to, move, attempt, feel like, in the mood, complete, fit in, time for, able to, get in,
        make it, log, anything, able, time, energy
        """,
    "BREAK": """
        but, then, so, because, cos, cuz, though, although, however, instead, plus, while, & knee,
        which, coz, bc, except, only, btw, today i, this morning i, and then
        """,
    "OKAY": """
        ok, okay, safe, fine, good, bad, allowed, alright, enough, advisable, advised, normal,
        recommended, better, best, worth, too much, too many, wise, sensible, possible, harmful,
        right
        """,
    "PERFECT": "have, i've, ive, we've, weve, had, has",
    "SELF_AM": "i'm, im, am, i am, we're, were",
    "MODAL": "can, could, able to, may, might",
    "GREETING": """
        hi, hello, hey, hiya, yo, ok, okay, so, and, well, morning, thanks, just, quick, question
        """,
    "RECORD": """
        my pb, my pr, pb is, pr is, pb was, pr was, pb of, pr of, personal best, personal record,
        my record, record is, best time, best ever, my best, fastest, longest, longest ever, pb
        for, pr for, pb, pr, 1 rm, prs, pbs, max is, one rep max, my max, my fastest, my longest,
        my quickest, quickest, marathon time, half marathon time, half time, mile time, parkrun
        time
        """,
    "SWAP": "swapped, traded, replaced, switched, subbed",
    "SUBJECT": """
        i, we, you, u, it, that, this, these, those, there, the, my, anyone, anybody, someone,
        your, our, he, she, they, all, both
        """,
    "ASK_AUX": "is, are, am, do, does, can, could, should, shall, must",
    "ASK_IF_SUBJECT": """
        did, was, were, has, have, will, would, may, might, had, wont, won't, didn't
        """,
    "ASK_WORD": """
        how, what, what's, whats, when, why, which, who, where, how's, hows, any, wats, wat, wot,
        anyone, wondering, wonder, whens, wheres, whys, whether, question, advice, tips, shud, cn
        """,
    "EXCLAIM": "what a, how lovely, what an",
    "MADE_ME": "made me, made us, had me, had us, got me, got us, has me, makes me",
    "INSTEAD": "instead of, rather than, in place of, instead of going, instead of doing",
    "SUBORDINATE": "when i, whenever i, if i, every time i, each time i, whenever, when we",
    "NO_WORKOUT": """
        drove, driving, drive, worked, slept, cooked, flew, travelled, studied, waited, sat
        """,
    "CIRCUMSTANCE": """
        downstairs, upstairs, down stairs, up stairs, down the stairs, up the stairs, on stairs,
        on the stairs, at rest, sitting, sitting down, standing, standing up, lying down, in bed,
        when sitting, when standing, when bending, bending, kneeling, going downstairs, going down
        stairs, going upstairs, going up stairs, at night, at work
        """,
    "COMPLETED": """
        done, did, finished, completed, ✅, ✔, ☑, got it done, did it, nailed it, got it in
        """,
    "DOES": """
        runs, walks, cycles, swims, jogs, hikes, rides, bikes, lifts, rows, skis, dances, climbs
        """,
    "THEIRS": "his, her, their, your, he, she, they, he's, she's, they're, you're",
}
