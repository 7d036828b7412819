"""Words that say nothing that is kept, and how some known words are misspelt.

Fillers are understood and not reported. `GUARDED` words are real words that look like a slip for a
known one (lunch, talked): they are left as they stand, and reported where they say nothing.
"""

FILLERS = (
    "a, an, the, my, our, your, some, any, this, that, these, those, it, its, it's, there, here,"
    " of, on, in, at, to, for, with, w, w/, and, n, or, by, as, from, into, onto, out, off, up, down,"
    " around, round, over, through, along, near, past, around the, inside, outside, indoors, outdoors,"
    " indoor, outdoor, about, like, just, only, really, very, quite, pretty, so, too, super, bit,"
    " little, lil, lot, lots, loads, few, tiny, short, long, big, small, nice, easy, hard, tough,"
    " light, gentle, slow, slowly, fast, quick, quickly, steady, moderate, medium, brisk, heavy,"
    " good, great, lovely, amazing, awesome, fab, brilliant, solid, decent, proper, crap, rubbish,"
    " bad, awful, terrible, horrible, boring, fun, chill, chilled, relaxed, relaxing, hot, cold, wet,"
    " windy, rainy, sunny, muddy, snowy, icy, rain, wind, sun, snow, mud, heat, weather, park, beach,"
    " forest, woods, river, lake, canal, path, town, city, road, roads, street, countryside, village,"
    " block, blocks, house, home, work, office, school, shops, shop, uni, college, hotel, studio,"
    " club, center, centre, leisure, local, place, i, we, me, myself, i've, ive, i'm, im, am, is, are,"
    " was, were, be, been, being, have, has, had, having, do, does, doing, did, done, get, got,"
    " getting, go, going, gone, goes, went, come, came, coming, make, made, take, took, taking, put,"
    " tried, try, managed, felt, feel, feels, feeling, feelin, ended, finished, started, total,"
    " overall, altogether, all, whole, full, half, each, both, every, first, second, third, last,"
    " again, back, also, plus, too, still, yet, already, finally, eventually, actually, basically,"
    " literally, kinda, sorta, kind, sort, well, ok, okay, fine, alright, better, best, worse, same,"
    " usual, normal, regular, daily, weekly, new, old, other, another, more, less, most, extra, bonus,"
    " today, tonight, tired, exhausted, knackered, shattered, sweaty, happy, proud, pleased, glad,"
    " sad, lazy, hungry, sore, stiff, legs, leg, knee, knees, ankle, hip, hips, calf, calves, foot,"
    " feet, body, left, right, side, yes, yeah, yep, yup, no, nope, nah, hey, hi, hello, hiya, yo,"
    " morning, afternoon, evening, night, lunch, lunchtime, lunch time, breakfast, dinner, tea,"
    " before, after, during, while, when, since, until, because, cos, cuz, if, but, than, then, now,"
    " maybe, probably, perhaps, roughly, approx, approximately, almost, nearly, exactly, about,"
    " lol, haha, hehe, omg, phew, wow, yay, woo, woohoo, whoop, ugh, oof, damn, wtf, tbh, fyi, btw,"
    " thanks, thank you, ta, cheers, please, pls, hooray, boom, bam, yess, nailed, sweet, cool,"
    " feeling good, dog, dogs, pup, puppy, buggy, pram, pushchair, stroller, friend, friends, mate,"
    " mates, buddy, wife, husband, partner, girlfriend, boyfriend, kids, kid, son, daughter, family,"
    " mum, mom, dad, brother, sister, colleague, team, group, alone, solo, together, coach, physio,"
    " run, number, session, sessions, workout, training, class, exercise, exercises, set, sets, rep,"
    " reps, round, rounds, recovery, base, endurance, aerobic, anaerobic, zone, z, pace, speed, time,"
    " distance, level, effort, intensity, heart, rate, avg, average, max, min, duration, length,"
    " strava, garmin, watch, app, fitbit, apple watch, whoop, polar, bodyweight, weighted, banded,"
    " dumbbell, barbell, kettlebell, machine, smith machine, smith, cable, band, bands, bench, box,"
    " mat, bar, db, kb, bb, bw, ss, superset, amrap, emom, failure, amraps, warm, cool, up, tempo,"
    " morning's, sesh, lap, laps, route, loop, course, trail, trails, hill, hills, hilly, flat,"
    " track, field, pitch, court, pool, sea, ocean, pre, post, one, two, his, her, their, him, them,"
    " he, she, they, you, u, them, us, who, which, what, where, how, why, can, could, would, should,"
    " will, may, might, not, never, nothing, everything, something, anything, none, much, many, way,"
    " even, though, however, anyway, together, way, thing, things, stuff, part, parts, end, start,"
    " beginning, middle, top, bottom, gave, give, got, say, said, see, saw, think, thought, know, knew,"
    " want, wanted, need, needed, like, liked, love, loved, enjoy, enjoyed, hate, hated, let, lets,"
    " knackering, speedy, steep, ish, sth, etc, e, s, t, d, ve, re, ll, x, xx, xxx, vs, per, via,"
    " non stop, nonstop, straight, continuous, continuously, total, stopped, stop, stops, break,"
    " breaks, rest, rested, pain, painful, hurt, hurts, ache, achy, tight, tightness, weak, strong,"
    " light weight, no problem, commute, commuting, errand, errands, groceries, shopping, coffee,"
    " bike, it was, afterwards, beforehand, earlier, later, soon, ago, day, days, week, weeks,"
    " weekend, month, today's, outdoorsy, treadmill, gym, spontaneous, casual, leisurely, virtual,"
    " online, youtube, zoom, live, race, event, comp, match, game, friendly, league, final, new year,"
    " loose, killer, brutal, savage, epic, massive, huge, mega, mini, micro, mid, upper, lower, deep,"
    " shallow, single, double, triple, alternating, alternate, unilateral, split, slow motion, paused,"
    " pause, eccentric, isometric, iso, negative, depth, parallel, atg, partial, controlled, form,"
    " technique, working, work sets, warm up sets, progress, progressive, progression, increase,"
    " increased, reduced, shorter, longer, further, faster, slower, lighter, heavier, easier, harder"
)

GUARDED = (
    "lunch, lunches, lung, lungs, launch, squad, squads, squash, squat, talk, talked, talking, talks,"
    " work, works, worked, working, rude, rod, rid, side, sides, wide, tide, hide, hiding, like, liked,"
    " likes, likely, bake, baked, baking, beak, wake, waking, waking, woke, ruin, ruined, ruining,"
    " rung, ring, rang, rain, raining, rained, brain, drain, drained, train, trains, fun, funny, sun,"
    " sunny, gun, run, job, jobs, jug, dog, log, jogger, slim, skim, team, stream, steam, skip, skim,"
    " shim, strip, stripe, tripe, trip, trips, string, striking, strange, stranger, length, lengthy,"
    " strengthen, stop, shop, hop, step, stepped, steeped, stepping, set, seat, sweat, sweet, swear,"
    " wear, wearing, weird, wired, sized, lets, lest, lift, left, gift, gifts, lists, list, fist,"
    " mints, mind, mine, mist, miss, mail, mole, male, mild, smile, smiles, smiled, while, wall,"
    " walls, wallet, tall, talker, walker, worker, hiker, biker, runner, rider, swimmer, lifter, meet,"
    " meets, meeting, metro, meal, met, mentor, center, motor, house, houses, horse, hour, ours, our,"
    " sour, tour, pour, four, form, from, farm, firm, gain, game, name, same, came, cane, done, dome,"
    " gone, bone, zone, tone, dine, nine, none, note, not, now, how, row, raw, low, bow, brow, grow,"
    " grown, crow, rows, rowed, owed, lead, leads, dead, deal, head, heads, ready, read, reads, heady,"
    " already, steady, study, studied, studying, stride, strike, streak, break, brake, breakfast,"
    " finish, finishes, finisher, finisher's, furnish, vanish, began, being, bring, bearing, hearing,"
    " earring, evening, even, ever, every, never, seven, event, events, heaven, given, driven, drive,"
    " driving, drove, dove, love, lover, live, alive, moving, morning, mornings, mourning, warning,"
    " learning, earning, burning, turning, turn, burn, burned, born, corn, horn, torn, today, toddy,"
    " toady, mode, made, modern, mostly, costly, monday, money, honey, sunday, sundry, sandy, candy,"
    " handy, ending, sending, bending, lending, pending, spending, spend, spent, sent, bent, went,"
    " want, wants, wand, hand, hands, sand, land, band, stand, standing, stands, sitting, hitting,"
    " fitting, betting, getting, letting, setting, petting, putting, cutting, shutting, sting,"
    " stretching, stretcher, scratch, wrench, bench, beach, reach, teach, coach, couch, touch, much,"
    " such, rush, brush, crush, crash, trash, splash, smash, pressed, dressed, stressed, stress,"
    " press, dress, cross, across, gross, close, closed, nose, rose, hose, chose, those, whose, played,"
    " player, plays, players, prayed, stayed, stay, delay, relay, today's, pole, polo, pull, full,"
    " bull, bill, hill, kill, mill, pill, still, skill, spill, chill, till, will, shins, chin, skin,"
    " thin, thing, think, thick, trick, brick, bricks, click, clicks, clicked, clicking, cycle, circle,"
    " recycle, bicycle, cyclist, cyclists, tricycle, rising, raising, racing, facing, pacing, placing,"
    " pricing, riding, writing, waiting, walking, balking, marathon, marathons, hiked, biked, rushed,"
    " pushed, dashed, washed, watched, matched, catch, match, watch, batch, march, search, starch,"
    " march, arch, charge, large, larger, danger, dancer, dances, chance, chances, change, changed,"
    " range, orange, arrange, minus, minor, miner, manner, banner, dinner, winner, thinner, spinner,"
    " spinal, final, finally, finals, signal, single, singles, jungle, jingle, ankle, ankles, uncle,"
    " tackle, buckle, knuckle, kneel, kneed, kneeling, need, needs, needed, needle, speed, seed, weed,"
    " feed, deed, heed, reed, weeks, weak, week, peak, speak, steak, stake, snake, shake, shaker, share,"
    " shared, scare, scared, square, squared, squares, squeeze, squeezed, sprain, spring, springs,"
    " sprang, sprung, sprint, print, prints, printed, paint, painted, pint, pints, point, points, joint,"
    " joints, join, joined, coin, rein, groin, lying, laying, playing, saying, paying, praying, buying,"
    " trying, crying, drying, frying, dying, typing, tying, wiring, firing, hiring, tiring, tired,"
    " hired, fired, wired, retired, rested, tested, rest, test, best, west, nest, guest, quest, quiet,"
    " quite, quit, suit, suite, white, write, wrote, vote, code, mood, food, good, wood, woods, hood,"
    " foot, boot, boots, root, roots, route, routes, routine, rounds, sounds, sound, found, pound,"
    " ground, around, aground, brown, crown, clown, frown, drown, down, town, gown, owns, own, after,"
    " alter, later, latter, letter, better, bitter, butter, matter, water, wafer, cable, table, able,"
    " stable, staple, maple, apple, ripple, triple, simple, sample, temple, people, couple, double,"
    " trouble, bubble, wobble, wobbly, hobble, hobbled, hobbling, limped, limping, jumped, jumping,"
    " pumped, bumped, dumped, dump, jump, lump, bump, pump, swing, swings, wing, wings, king, wringing,"
    " bringing, singing, hiding, holding, folding, building, bedding, wedding, reading, heading, loading,"
    " leading, treading, tread, bread, thread, spread, dread, pool, cool, tool, fool, school, stool,"
    " schools, cycled, cycler, recycled, bolt, belt, melt, felt, pelt, dealt, health, wealth, healthy,"
    " height, weight, eight, freight, right, light, night, tight, might, sight, fight, fought, bought,"
    " thought, taught, caught, daughter, laughter, slaughter, stars, stats, stair, star, stare, start,"
    " smart, stark, state, status, stats, static, statue, station, stating, taste, tasted, paste, haste,"
    " waste, wasted, waist, wrist, twist, twisted, resting, testing, pedals, medals, medal, petal, metal,"
    " rental, mental, dental, gentle, kettle, settle, battle, bottle, little, title, tilt, built, quilt,"
    " guilt, guilty, faulty, fault, salt, malt, halt, hunt, hunting, hurting, hurling, curling, darling,"
    " sprained, strained, trained, drained, explained, complained, rained, gained, pained, stained,"
    " rainy, brainy, wasn, isnt, track, truck, trick, crack, black, snack, stack, attack, shack, quack,"
    " clock, block, flock, lock, rock, sock, knock, stock, shock, shoe, shoes, shots, shot, short,"
    " shorts, sport, sports, spot, spots, port, ports, sort, sorts, forth, north, worth, fourth, month,"
    " mouth, south, youth, tooth, booth, smooth, both, bath, path, math, moth, cloth, hockey, jockey,"
    " monkey, donkey, turkey, jersey, journey, kidney, sydney, paris, london, boston, berlin, chicago,"
    " york, leeds, wales, spain, swiss, dutch, greek, fall, falls, fell, fallen, fill, filled, feel,"
    " felling, failing, falling, calling, rolling, polling, pulling, filling, killing, milling, drilling,"
    " grilling, chilling, skiing, asking, basking, taking, baking, making, raking, faking, shaking,"
    " breaking, speaking, hacking, packing, backing, lacking, parking, marking, barking, cooking,"
    " looking, booking, hooking, picking, kicking, licking, ticking, sticking, tricking, checking,"
    " bonking, honking, drinking, thinking, sinking, linking, blinking, cleaned, leaned, cleaner, clean,"
    " planned, plane, planet, plan, plans, plant, plants, plain, pain, plank, blank, blanket, tank, thank,"
    " bank, rank, prank, drank, sank, sink, pink, link, rink, wink, drink, cramp, cramps, cramping, camp,"
    " camping, champ, stamp, damp, lamp, ramp, swamp, purple, socks, polish, yeah, year, years, yoghurt"
)

MISSPELT = {
    "walk": "wlak, wakl, walkk, wlk, waalk, wak",
    "walked": "wlaked, waked, walekd, wlked, walkd, waled",
    "walking": "wlaking, wakling, waling",
    "run": "rnu, runn, rn, rum",
    "ran": "rna, rann",
    "running": "ruuning, runing, runnign, runnin, rnning, runnng, runninh, rinning",
    "bike": "biek, bkie, bikr, bik, bije",
    "biked": "biekd",
    "rode": "roed, rodee, rdoe",
    "ride": "riide, rdie, rde",
    "cycling": "cyclling, cyling, cylcing, cicling, cycleing, cyclin",
    "cycled": "cyled, cyceld, cycld",
    "squats": "sqauts, squts, sqats, suqats, squatts, squads, skwats, squates, squits, squas, sqts",
    "squat": "sqaut, sqat, squt, suqat, squatt",
    "lunges": "lundges, lnges, luges, lungs, lunghes, lungees, lungies, launges, lounges, lungez",
    "lunge": "lundge, lnge, lung",
    "deadlifts": "dedlifts, deadlfts, deadlits, deadlift's, deadliffs, deadlfits, ddls",
    "gym": "gmy, gyn, jym, gymm, gim",
    "swim": "swm, siwm, swimm",
    "swam": "swma, swum",
    "jog": "jgo, jogg, jogs",
    "jogging": "joging, jogin, joggin",
    "jogged": "joged",
    "min": "mim, nin, mni, miin, minn",
    "mins": "mims, nins, misn, minss, mkns",
    "minutes": "mintues, minuts, mintes, minites, minues, mnutes, minutez, minuttes",
    "hour": "huor, hur, hout, houre, hor, horu",
    "hours": "huors, hourse, horus",
    "just": "jsut, jst, juts, jus, jut, jist",
    "did": "ddi, didi, dod, dd",
    "yesterday": "yesturday, yestrday, ystrday, yesterdy, ysterday, yestarday, yeserday, yestreday,"
    " yesteday, yestday, yestersday, ystday, yesterdau",
    "today": "tody, todya, tdoay, 2day, taday",
    "tomorrow": "tommorow, tomorow, tommorrow, tmorrow, 2morrow, tomorro, tomorrw",
    "morning": "mornign, moring, mornin, monring, mrning",
    "ago": "aog, agp, agoo",
    "weights": "wieghts, weigths, wights, weighs, weghts",
    "finished": "finsihed, finnished, finised, fnished, finshed, finihsed, finishd",
    "ended": "eneded, endde, endd",
    "this": "thsi, tihs",
    "the": "teh, th, hte",
    "with": "wiht, wih, wth",
    "went": "wnet, wen",
    "was": "wsa, wos",
    "knee": "kene, nee, kneee, knne, kne",
    "before": "befor, bfore, beofre, befroe, b4",
    "mile": "mle, miel",
    "miles": "mils, miels, mlies, miless",
    "km": "kn, mk, lm, kmm",
    "stretching": "strecthing, streching, stretchin",
    "tomorrow's": "tomorows",
    "exercise": "excercise, exersise, exercize",
    "bicycle": "bycicle, bicyle, bycycle, bicylce",
    "half": "hlaf, haf, hafl",
    "an": "na",
    "and": "adn, nad, annd",
    "some": "sum, soem",
    "step ups": "",
    "gonna": "gunna, gonn, goona",
    "swimming": "swiming, swimmin",
    "session": "sesh, sessh, sesion, seshion",
    "elliptical": "eliptical, ellyptical, elipitcal",
    "treadmill": "tredmill, treadmil, tredmil, threadmill, treadmll",
    "marathon": "marathin, maraton, marathn, maratho",
}
