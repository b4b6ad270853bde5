#include "config.h"

#include "demo/seed-private.h"

#include <gio/gio.h>

/* Small files that are what their names say. */

static guint32
compute_crc (const guint8 *data,
             gsize         length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (0xedb88320 & (guint32) -(gint32) (crc & 1));
    }

  return ~crc;
}

static void
append_big_endian (GByteArray *bytes,
                   guint32     value)
{
  guint32 swapped = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &swapped, 4);
}

static void
append_chunk (GByteArray   *png,
              const char   *type,
              const guint8 *data,
              gsize         length)
{
  guint start;

  append_big_endian (png, (guint32) length);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) type, 4);
  g_byte_array_append (png, data, (guint) length);
  append_big_endian (png, compute_crc (png->data + start, png->len - start));
}

#define PNG_WIDTH   160
#define PNG_HEIGHT  100

/* A sloping colour field: enough to recognise one picture from another. */
static GBytes *
draw_pixels (DemoSeed *seed)
{
  GByteArray *rows = g_byte_array_new ();
  guint8 tint[3];

  for (int i = 0; i < 3; i++)
    tint[i] = (guint8) (60 + demo_seed_draw (seed, 150));

  for (guint y = 0; y < PNG_HEIGHT; y++)
    {
      guint8 filter = 0;

      g_byte_array_append (rows, &filter, 1);
      for (guint x = 0; x < PNG_WIDTH; x++)
        for (int i = 0; i < 3; i++)
          {
            guint8 value = (guint8) (tint[i] + (x + 2 * y) / 9);

            g_byte_array_append (rows, &value, 1);
          }
    }

  return g_byte_array_free_to_bytes (rows);
}

static GBytes *
make_png (DemoSeed *seed)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 header[] = { 0, 0, 0, PNG_WIDTH, 0, 0, 0, PNG_HEIGHT, 8, 2, 0, 0, 0 };
  g_autoptr(GConverter) zlib = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6));
  g_autoptr(GBytes) pixels = draw_pixels (seed);
  g_autoptr(GBytes) packed = g_converter_convert_bytes (zlib, pixels, NULL);
  GByteArray *png = g_byte_array_new ();

  g_byte_array_append (png, signature, sizeof signature);
  append_chunk (png, "IHDR", header, sizeof header);
  append_chunk (png, "IDAT", g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  append_chunk (png, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (png);
}

static GBytes *
make_text (void)
{
  static const char text[] =
    "Relevé fait sur le poste\n\n"
    "08:41:17  ouverture de session ........ 312 s\n"
    "08:46:29  carte réseau ............... 1 Gbit/s\n"
    "08:46:31  nom résolu ................. oui\n"
    "08:46:52  serveur de fichiers ........ délai dépassé\n";

  return g_bytes_new_static (text, sizeof text - 1);
}

/* One page, with a table of references that is right to the byte. */
static GBytes *
make_pdf (void)
{
  static const char content[] =
    "BT /F1 18 Tf 72 760 Td (Bon pour accord) Tj 0 -30 Td /F1 12 Tf (Document de demonstration) Tj ET";
  g_autofree char *stream = g_strdup_printf ("<< /Length %u >>\nstream\n%s\nendstream",
                                             (guint) strlen (content), content);
  const char *objects[] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    "/Resources << /Font << /F1 5 0 R >> >> >>",
    stream,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  };
  gsize offsets[G_N_ELEMENTS (objects)];
  GString *pdf = g_string_new ("%PDF-1.4\n");
  gsize table;

  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      offsets[i] = pdf->len;
      g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", (guint) i + 1, objects[i]);
    }
  table = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %u\n0000000000 65535 f \n", (guint) G_N_ELEMENTS (objects) + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    g_string_append_printf (pdf, "%010u 00000 n \n", (guint) offsets[i]);
  g_string_append_printf (pdf, "trailer\n<< /Size %u /Root 1 0 R >>\nstartxref\n%u\n%%%%EOF\n",
                          (guint) G_N_ELEMENTS (objects) + 1, (guint) table);

  return g_string_free_to_bytes (pdf);
}

static GBytes *
make_file (DemoSeed    *seed,
           const char **out_name,
           const char **out_type)
{
  static const char * const pictures[] = {
    "photo-salle.png", "capture écran.png", "prise-murale.png", "message-erreur.png",
  };

  switch (demo_seed_draw (seed, 4))
    {
    case 0:
      *out_name = "relevé.txt";
      *out_type = "text/plain";
      return make_text ();

    case 1:
      *out_name = "bon pour accord.pdf";
      *out_type = "application/pdf";
      return make_pdf ();

    default:
      *out_name = pictures[demo_seed_draw (seed, G_N_ELEMENTS (pictures))];
      *out_type = "image/png";
      return make_png (seed);
    }
}

gboolean
demo_seed_attachment (DemoSeed    *seed,
                      gint64       ticket,
                      gint64       organisation,
                      gint64       account,
                      gint64       person,
                      const char  *date,
                      GError     **error)
{
  const char *name;
  const char *type;
  g_autoptr(GBytes) bytes = make_file (seed, &name, &type);
  g_autofree char *data = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  DemoRow row;

  if (!demo_row_begin (&row, seed->core,
                       "INSERT INTO attachment (item_class, item_id, item_org_id, contents_data, contents_type,"
                       "  contents_name, creation_date, expire, user_id, contact_id) "
                       "VALUES ('UserRequest', ?, ?, ?, ?, ?, ?, ?, ?, ?)", error))
    return FALSE;
  demo_row_add_int (&row, ticket);
  demo_row_add_int (&row, organisation);
  demo_row_add_text (&row, data);
  demo_row_add_text (&row, type);
  demo_row_add_text (&row, name);
  demo_row_add_text (&row, date);
  demo_row_add_text (&row, date);
  demo_row_add_int (&row, account);
  demo_row_add_int (&row, person);
  return demo_row_finish (&row, seed->core, NULL, error);
}
