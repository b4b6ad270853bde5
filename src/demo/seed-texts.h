#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The services of the catalogue, in its order. */
typedef enum
{
  DEMO_TEXT_FURNITURE,
  DEMO_TEXT_KEYS,
  DEMO_TEXT_PARCEL,
  DEMO_TEXT_PROJECTOR,
  DEMO_TEXT_WIFI,
  DEMO_TEXT_PASSWORD,
  DEMO_TEXT_PRINTER,
  DEMO_TEXT_COMPUTER,
  DEMO_TEXT_MAIL,
  DEMO_TEXT_PHONE,
  DEMO_TEXT_SHARE,
  DEMO_TEXT_APPLICATION,
} DemoTextService;

#define DEMO_TEXT_N_SERVICES (DEMO_TEXT_APPLICATION + 1)

/**
 * DemoTextCase:
 *
 * One kind of trouble, told by those who have it and those who help. In all of
 * them {room}, {number} and {date} stand for something drawn per request.
 * @subcategory counts within the service.
 */
typedef struct
{
  DemoTextService  service;
  guint            subcategory;
  const char      *title;
  const char      *description;         /* HTML */
  const char      *note;                /* to the colleagues */
  const char      *question;            /* to the requester */
  const char      *reply;               /* of the requester */
  const char      *pending;             /* why it has to wait */
  const char      *solution;            /* HTML */
} DemoTextCase;

typedef struct
{
  const char *room;
  const char *date;
  int         number;
} DemoTextPlaces;

const DemoTextCase *demo_texts_get_cases      (guint      *out_n);
const char         *demo_texts_draw_greeting  (GRand      *random);
const char         *demo_texts_draw_thanks    (GRand      *random);
const char         *demo_texts_draw_availability (GRand   *random);
DemoTextPlaces      demo_texts_draw_places    (GRand      *random);
char               *demo_texts_fill           (const char *text,
                                               const DemoTextPlaces *places);

G_END_DECLS
