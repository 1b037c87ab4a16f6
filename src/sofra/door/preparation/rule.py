"""The rule of the room as a convenor finds it, to be kept or rewritten.

Drafts: native readers have not checked them yet.
"""

from sofra.web.languages import Texts

DEFAULT_RULE: Texts = {
    "en": (
        "What you hear here you may use. Who said it, for whom they work and who else was here stays at this table.\n\n"
        "Write about what happens, not about persons. A statement with a name in it is held back.\n\n"
        "Nobody changes your words. A translation stands beside them.\n\n"
        "Do not record or photograph. You may leave any question out, and you may leave at any time."
    ),
    "de": (
        "Was Sie hier hören, dürfen Sie verwenden. Wer es gesagt hat, für wen diese Person arbeitet und wer sonst hier "
        "war, bleibt an diesem Tisch.\n\n"
        "Schreiben Sie über das, was geschieht, nicht über Personen. Eine Aussage, in der ein Name steht, wird "
        "zurückgehalten.\n\n"
        "Niemand ändert Ihre Worte. Eine Übersetzung steht daneben.\n\n"
        "Bitte nicht aufnehmen und nicht fotografieren. Sie dürfen jede Frage auslassen und jederzeit gehen."
    ),
    "sq": (
        "Atë që dëgjoni këtu mund ta përdorni. Kush e tha, për kë punon dhe kush tjetër ishte këtu mbetet në këtë "
        "sofër.\n\n"
        "Shkruani për atë që ndodh, jo për persona. Një thënie ku ka emër nuk kalon më tej.\n\n"
        "Askush nuk i ndryshon fjalët tuaja. Përkthimi qëndron pranë tyre.\n\n"
        "Mos regjistroni dhe mos fotografoni. Mund ta lini pa përgjigje çdo pyetje dhe mund të largoheni në çdo kohë."
    ),
    "bcms": (
        "Ono što ovdje čujete smijete koristiti. Ko je to rekao, za koga radi i ko je još bio ovdje ostaje za ovim "
        "stolom.\n\n"
        "Pišite o onome što se dešava, ne o osobama. Izjava u kojoj stoji ime se zadržava.\n\n"
        "Niko ne mijenja vaše riječi. Prevod stoji pored njih.\n\n"
        "Nemojte snimati ni fotografisati. Svako pitanje smijete preskočiti i u svakom trenutku smijete otići."
    ),
    "mk": (
        "Она што ќе го слушнете овде смеете да го користите. Кој го кажал, за кого работи и кој друг бил тука останува "
        "на оваа маса.\n\n"
        "Пишувајте за она што се случува, не за лица. Изјава во која има име се задржува.\n\n"
        "Никој не ги менува вашите зборови. Преводот стои покрај нив.\n\n"
        "Не снимајте и не фотографирајте. Смеете да прескокнете секое прашање и да си одите во секое време."
    ),
}
