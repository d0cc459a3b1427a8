"""What people of the demo write, each in their language; what the user noted and promised, in that of the user."""

from __future__ import annotations

SMALL_TALK = (
    ("call meeting", "", "agreed scope, asked for a cheaper second phase",
     "acordado el alcance, pide una segunda fase más barata"),
    ("mail", "out", "sent first proposal", "envié la primera propuesta"),
    ("call meeting", "", "talked about the Lisbon branch", "hablamos de la sede de Lisboa"),
    ("call meeting", "", "reviewed the numbers of the quarter", "repasamos las cifras del trimestre"),
    ("mail", "in", "introduced me to the head of IT", "me presentó a la dirección de informática"),
    ("chat mail", "in", "wants case studies of small firms", "pide casos de empresas pequeñas"),
    ("chat mail", "in", "thanked me for the article", "agradeció el artículo"),
    ("mail", "out", "sent the slides of the workshop", "envié las diapositivas del taller"),
    ("chat call", "in", "asked about availability in spring", "pregunta por disponibilidad en primavera"),
    ("meeting", "", "liked the pilot, budget still open", "le gustó el piloto, falta el presupuesto"),
    ("call", "out", "moved the review by a week", "aplazamos la revisión una semana"),
    ("meeting", "", "coffee after the fair", "café después de la feria"),
)  # fmt: skip
"""what the user noted: kinds that it may be of, direction, the words in both languages"""

CONVERSATIONS = {
    "en": (
        ("Good to meet you at the fair!", "Likewise. Let us stay in touch."),
        ("I liked your article on small firms.", "Thank you! May I quote you in the next one?", "Of course."),
        (
            "Do you know a good designer in Lisbon?",
            "I do, shall I introduce you?",
            "Please, that would help.",
        ),
    ),
    "es": (
        ("¡Un gusto conocernos en la feria!", "Igualmente. Seguimos en contacto."),
        (
            "Me gustó tu artículo sobre empresas pequeñas.",
            "¡Gracias! ¿Puedo citarte en el próximo?",
            "Claro.",
        ),
        ("¿Conoces a alguien de diseño en Lisboa?", "Sí, ¿te presento?", "Por favor, me vendría muy bien."),
    ),
}
"""old messages, by turns, the first one theirs"""

OWED = {
    "oscar": (2, "¿Te va bien el jueves a las diez para ver lo del piloto?"),
    "grace": (5, "Could you send me the case study you mentioned?"),
    "chloe": (9, "We would love 800 words on rhythm in client work. Interested?"),
    "hugo": (16, "He visto tu propuesta, me faltan los plazos. ¿Me los mandas?"),
    "jurgen": (23, "Is the workshop also possible in German?"),
    "olivia": (31, "Thanks! One question about the second invoice."),
}
"""their last message: days ago, words"""
AWAITING = {
    "renee": (8, "Here is the offer we spoke of, happy to explain it by phone."),
    "elena": (13, "Te dejo el programa del taller. ¿Encaja con vuestras fechas?"),
    "beatriz": (19, "Did the article reach your team?"),
}
"""my last message: days ago, words"""

PROMISES = {
    "proposal": ("send revised proposal", "enviar la propuesta revisada"),
    "complaint": ("answer complaint about the late delivery", "responder a la queja por la entrega tardía"),
    "budget": ("his budget answer", "su respuesta sobre el presupuesto"),
    "pilot": ("call about the pilot", "llamar por el piloto"),
    "quote": ("thank him for the quote", "agradecer la mención"),
    "slides": ("send the slides of the workshop", "enviar las diapositivas del taller"),
    "invoice": ("send invoice", "enviar la factura"),
    "coffee": ("coffee, ask about the team", "café, preguntar por el equipo"),
    "review": ("quarterly review", "revisión trimestral"),
    "contract": ("signed contract", "contrato firmado"),
    "intro": ("introduction to her head of IT", "presentación a su responsable de informática"),
    "check": ("ask how the launch went", "preguntar cómo fue el lanzamiento"),
}

LAST_WORDS = {
    "ana": (
        "agreed scope, asked for a cheaper second phase",
        "acordado el alcance, pide una segunda fase más barata",
    ),
    "inaki": (
        "delivery came two days late, wants a word from me",
        "la entrega llegó dos días tarde, espera una respuesta",
    ),
    "julia": (
        "planning the roadmap, back after the launch",
        "prepara la hoja de ruta, volvemos a hablar tras el lanzamiento",
    ),
    "clara": (
        "new team since spring, likes short meetings",
        "equipo nuevo desde primavera, prefiere reuniones cortas",
    ),
    "rosa": ("review went well, invoice to follow", "la revisión fue bien, falta la factura"),
}

WISHES = {
    "ana": (
        "mail",
        ("mornings", "por las mañanas"),
        ("answers within two days", "respuesta en dos días"),
        "tu",
    ),
    "rosa": (
        "call",
        ("after four", "a partir de las cuatro"),
        ("no surprises in invoices", "facturas sin sorpresas"),
        "usted",
    ),
    "julia": (
        "chat",
        ("not on Fridays", "los viernes no"),
        ("short and with numbers", "breve y con cifras"),
        "",
    ),
    "inaki": ("meeting", ("Tuesdays", "los martes"), ("that promises hold", "que se cumpla lo dicho"), "tu"),
}

NOTES = (
    ("ana", ("Ana: second phase", "Ana: segunda fase")),
    ("luis", ("Pilot at Norte", "Piloto en Norte")),
    ("pau", ("Ideas for Pau", "Ideas para Pau")),
)
BODIES = {
    "ana": (
        """\
# Second phase

Wants the same team, a smaller scope and one price.

- [[{clara}]] decides on purchases
- ask about the Lisbon branch
""",
        """\
# Segunda fase

Quiere el mismo equipo, un alcance menor y un solo precio.

- [[{clara}]] decide las compras
- preguntar por la sede de Lisboa
""",
    ),
    "luis": (
        "# Pilot\n\nTwo warehouses, six weeks, one report. [[{ivan}]] runs the first one.\n",
        "# Piloto\n\nDos almacenes, seis semanas, un informe. [[{ivan}]] lleva el primero.\n",
    ),
    "pau": (
        "# Ideas\n\n1. Five questions before buying a CRM\n2. What a rhythm does to a small firm\n",
        "# Ideas\n\n1. Cinco preguntas antes de un CRM\n2. Qué hace el ritmo en una empresa pequeña\n",
    ),
}
"""by whom it is about; `{key}` becomes a name"""
